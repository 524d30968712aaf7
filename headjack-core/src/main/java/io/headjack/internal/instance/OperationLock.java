package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import io.headjack.internal.os.Flock;
import io.headjack.internal.os.HostileFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
    private final Clock clock;
    private final boolean takenOver;
    private boolean begun;

    private OperationLock(Flock lock, Path file, Clock clock, boolean takenOver) {
        this.lock = lock;
        this.file = file;
        this.clock = clock;
        this.takenOver = takenOver;
    }

    static OperationLock acquire(DataDirectory data, InstanceId instance, String operation, Clock clock) {
        return acquire(data, instance, operation, clock, TIMEOUT);
    }

    static OperationLock acquire(
            DataDirectory data, InstanceId instance, String operation, Clock clock, Duration timeout) {
        Path file = data.operations().resolve(instance + ".jsonl");
        Flock lock = Flock.acquire(file, timeout, () -> owner(file));
        try {
            // Whoever ends an operation deletes its journal: one that is there was left by a process that died.
            OperationLock owned = new OperationLock(lock, file, clock, Files.size(file) > 0);
            owned.write(
                    Map.of(
                            "operation", operation,
                            "pid", ProcessHandle.current().pid(),
                            "at", clock.instant().toString()),
                    StandardOpenOption.TRUNCATE_EXISTING);
            return owned;
        } catch (IOException e) {
            lock.close();
            throw new CatalogException("cannot read the journal " + file + ": " + e, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Says for a person who holds the lock. The journal is believed for nothing else. */
    private static String owner(Path file) {
        String head = HostileFiles.head(file, HEAD_BYTES)
                .flatMap(text -> text.lines().findFirst())
                .orElse("");
        try {
            Fields begin = new Fields("journal", Documents.readJson(head.getBytes(StandardCharsets.UTF_8)));
            return "the operation " + begin.text("operation") + " of process " + begin.number("pid", 0) + ", begun at "
                    + begin.text("at");
        } catch (IOException | RuntimeException e) {
            // Its owner is about to write it.
            return "an operation of another process";
        }
    }

    /** Whether the operation before this one was left half-way. */
    boolean isTakenOver() {
        return takenOver;
    }

    void note(String step) {
        begun = true;
        write(Map.of("step", step, "at", clock.instant().toString()), StandardOpenOption.APPEND);
    }

    private void write(Map<String, Object> line, StandardOpenOption mode) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, mode)) {
            ByteBuffer buffer = StandardCharsets.UTF_8.encode(Documents.text(line) + "\n");
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

    /** Whether the operation got as far as its first step. */
    boolean isBegun() {
        return begun;
    }

    /** Gives the right up and leaves the journal, so that whoever comes next sees that something was left half-way. */
    void abandon() {
        lock.close();
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
