package io.headjack.internal.doctor;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists what is in the data directory. */
final class DataFiles {
    static final String JOURNAL = ".jsonl";

    private DataFiles() {}

    /** What is in a directory, in the order of names; nothing if there is none. */
    static List<Path> in(Path directory) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new OperationFailedException("cannot list " + directory + ": " + e, e);
        }
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /** The instance that a file is named for. */
    static Optional<InstanceId> instance(String name) {
        try {
            return Optional.of(new InstanceId(name));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    static List<InstanceId> journals(DataDirectory data) {
        return in(data.operations()).stream()
                .map(DataFiles::name)
                .filter(name -> name.endsWith(JOURNAL))
                .map(name -> name.substring(0, name.length() - JOURNAL.length()))
                .map(DataFiles::instance)
                .flatMap(Optional::stream)
                .toList();
    }
}
