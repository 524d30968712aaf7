package io.headjack.internal.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.error.ConflictException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.spi.ContainerId;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of containers, one directory each. The directory is named by the container's name, so that the file system
 * itself lets a name be taken once only, by whichever process.
 */
final class LocalContainers {
    private static final Logger LOG = LoggerFactory.getLogger(LocalContainers.class);
    private static final String RECORD = "container.properties";

    private final Path root;

    LocalContainers(Path root) {
        this.root = root;
    }

    void add(LocalContainer container) {
        Path directory = directory(container.name());
        try {
            PropertiesFile.makeDirectories(root);
            Path made = PropertiesFile.makeTemporaryDirectory(root);
            try {
                PropertiesFile.write(made.resolve(RECORD), container.toProperties());
                clearUnreadable(directory);
                Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                DurableFiles.delete(made);
            }
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException e) {
            throw taken(container, e);
        } catch (FileSystemException e) {
            if (Files.exists(directory)) {
                throw taken(container, e);
            }
            throw failed("write the record of container " + container.name(), e);
        } catch (IOException e) {
            throw failed("write the record of container " + container.name(), e);
        }
    }

    /** A record that nobody can read is of nothing that anybody could remove: its name is free. */
    private static void clearUnreadable(Path directory) throws IOException {
        if (Files.exists(directory.resolve(RECORD)) && read(directory).isEmpty()) {
            DurableFiles.delete(directory);
        }
    }

    void update(LocalContainer container) {
        try {
            PropertiesFile.write(directory(container.name()).resolve(RECORD), container.toProperties());
        } catch (IOException e) {
            throw failed("write the record of container " + container.name(), e);
        }
    }

    void remove(LocalContainer container) {
        try {
            DurableFiles.delete(directory(container.name()));
        } catch (IOException e) {
            throw failed("delete the record of container " + container.name(), e);
        }
    }

    Optional<LocalContainer> find(ContainerId id) {
        return all().stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Optional<LocalContainer> find(String nameOrId) {
        return all().stream()
                .filter(each ->
                        each.name().equals(nameOrId) || each.id().value().equals(nameOrId))
                .findFirst();
    }

    List<LocalContainer> all() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> directories = Files.list(root)) {
            return directories
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .flatMap(each -> read(each).stream())
                    .toList();
        } catch (IOException e) {
            throw failed("list the containers in " + root, e);
        }
    }

    private static Optional<LocalContainer> read(Path directory) {
        try {
            return Optional.of(LocalContainer.from(PropertiesFile.read(directory.resolve(RECORD))));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "passing over the unreadable container record in {}; the next container of that name takes its place",
                    directory,
                    e);
            return Optional.empty();
        }
    }

    private Path directory(String name) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(UTF_8));
            return root.resolve(HexFormat.of().formatHex(hash, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConflictException taken(LocalContainer container, IOException cause) {
        return new ConflictException(
                "there is a local container named " + container.name() + " already; remove it, or take another name",
                cause);
    }

    private static OperationFailedException failed(String what, IOException cause) {
        return new OperationFailedException("cannot " + what + ": " + cause.getMessage(), cause);
    }
}
