package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.json.Documents;
import io.headjack.internal.os.Flock;
import io.headjack.internal.os.HostileFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * The right to change one instance, held by one operation at a time among all processes. Its file is the operation's
 * journal: one line for its begin and one for each step, on disk before the step. A dead owner's lock is free.
 */
final class OperationLock implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int HEAD_BYTES = 512;

    private final Flock lock;
    private final Path file;

    private OperationLock(Flock lock, Path file) {
        this.lock = lock;
        this.file = file;
    }

    static OperationLock acquire(DataDirectory data, InstanceId instance, String operation, Clock clock) {
        Path file = data.operations().resolve(instance + ".jsonl");
        Flock lock = Flock.acquire(
                file,
                TIMEOUT,
                () -> "the operation "
                        + HostileFiles.head(file, HEAD_BYTES)
                                .map(head -> head.lines().findFirst().orElse(""))
                                .orElse("of another process"));
        OperationLock owned = new OperationLock(lock, file);
        try {
            owned.write(
                    Map.of(
                            "operation", operation,
                            "pid", ProcessHandle.current().pid(),
                            "at", clock.instant().toString()),
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        return owned;
    }

    void note(String step) {
        write(Map.of("step", step), StandardOpenOption.APPEND);
    }

    private void write(Map<String, Object> line, StandardOpenOption mode) {
        String text = new String(Documents.writeJson(line), StandardCharsets.UTF_8).replaceAll("\\s*\\R\\s*", " ");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, mode)) {
            ByteBuffer buffer = StandardCharsets.UTF_8.encode(text + "\n");
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (ClosedByInterruptException e) {
            throw new HeadjackInterruptedException("interrupted while the journal " + file + " was written", e);
        } catch (IOException e) {
            throw new CatalogException("cannot write the journal " + file + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.deleteFile();
        } finally {
            lock.close();
        }
    }
}
