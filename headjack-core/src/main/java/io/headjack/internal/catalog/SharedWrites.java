package io.headjack.internal.catalog;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.os.Flock;
import io.headjack.internal.os.LockHolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes the changes of all threads that wait as one: whoever gets the lock first does it for the others. Each returns
 * when its own change is on the disk. Thread-safe.
 */
final class SharedWrites {
    private final Path lockFile;
    private final Duration timeout;
    private final CatalogStore store;
    private final Consumer<String> warnings;
    private final ReentrantLock writer = new ReentrantLock(true);
    private final Queue<Update<?>> waiting = new ConcurrentLinkedQueue<>();

    SharedWrites(Path lockFile, Duration timeout, CatalogStore store, Consumer<String> warnings) {
        this.lockFile = lockFile;
        this.timeout = timeout;
        this.store = store;
        this.warnings = warnings;
    }

    <T> T write(Function<CatalogState, Map.Entry<CatalogState, T>> change) {
        if (Thread.currentThread().isInterrupted()) {
            throw new HeadjackInterruptedException("interrupted before the catalog was changed", null);
        }
        long deadline = System.nanoTime() + timeout.toNanos();
        Update<T> mine = new Update<>(change);
        waiting.add(mine);
        Optional<String> report = Optional.empty();
        boolean wrote = false;
        lock(mine);
        try {
            // Otherwise another thread took it along.
            if (!mine.isOver()) {
                report = writeAll(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
                wrote = true;
            }
        } finally {
            waiting.remove(mine);
            writer.unlock();
        }
        report.ifPresent(warnings);
        return mine.result(wrote);
    }

    private void lock(Update<?> mine) {
        try {
            writer.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (waiting.remove(mine)) {
                throw new HeadjackInterruptedException("interrupted before the catalog was changed", e);
            }
            // It is being written right now: how that ends has to be known.
            writer.lock();
        }
    }

    private Optional<String> writeAll(Duration patience) {
        try (Flock lock = Flock.acquire(
                lockFile, patience, () -> LockHolder.of(lockFile).orElse("another process that updates the catalog"))) {
            List<Update<?>> all = new ArrayList<>();
            for (Update<?> each = waiting.poll(); each != null; each = waiting.poll()) {
                all.add(each);
            }
            return store.apply(all);
        }
    }
}
