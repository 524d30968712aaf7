package io.headjack.internal.catalog;

import io.headjack.internal.json.Documents;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.os.HostileFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A copy of an instance's record, kept beside the instance, from which the catalog can take it up again. */
public final class RecordCopy {
    private static final int LONGEST = 1 << 20;

    private RecordCopy() {}

    /** Writes the copy of an instance that is whole. Its sessions are not part of it. */
    public static void write(Path file, InstanceRecord instance) throws IOException {
        DurableFiles.directory(DurableFiles.parent(file));
        DurableFiles.replace(
                file,
                file.resolveSibling(file.getFileName() + ".tmp"),
                Documents.writeJson(instance.phase(Phase.READY).write()));
    }

    /** Reads a copy; one that is damaged is none. */
    public static Optional<InstanceRecord> read(Path file) {
        try {
            Optional<String> text = HostileFiles.text(file, LONGEST);
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            InstanceRecord.read(Documents.readJson(text.get().getBytes(StandardCharsets.UTF_8))));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
