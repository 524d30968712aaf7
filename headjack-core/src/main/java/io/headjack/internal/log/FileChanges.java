package io.headjack.internal.log;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when files change, by the word of the operating system where it gives one, else by looking often. Where so much
 * changes that hearing of it takes more time than looking, it is looked at for a while. However many are watched, it is one
 * thread of ours, which starts with the first. Thread-safe.
 */
public final class FileChanges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileChanges.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** So many changes in one directory within {@link #SHORT} are too many to hear of each. */
    private static final int TOO_MANY = 200;

    private static final Duration SHORT = Duration.ofMillis(100);
    /** After this it is listened to again. */
    private static final Duration DEAF = Duration.ofMillis(250);

    private final Object lock = new Object();
    private final Map<Path, WatchKey> keys = new HashMap<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private @Nullable WatchService service;
    private boolean closed;

    /**
     * Begins to watch.
     *
     * @param directory the directory that the files are in
     * @param beginning what their names begin with
     * @return to be closed by the caller
     */
    public Watch watch(Path directory, String beginning) {
        return watch(directory, beginning, () -> {});
    }

    /**
     * Begins to watch.
     *
     * @param directory the directory that the files are in
     * @param beginning what their names begin with
     * @param listener called when something may have changed; does not block
     * @return to be closed by the caller
     */
    public Watch watch(Path directory, String beginning, Runnable listener) {
        Watch watch = new Watch(directory, beginning, listener);
        watches.add(watch);
        synchronized (lock) {
            watch.told = !closed && register(directory);
        }
        return watch;
    }

    private boolean register(Path directory) {
        if (keys.containsKey(directory)) {
            return true;
        }
        try {
            WatchService open = service;
            if (open == null) {
                open = directory.getFileSystem().newWatchService();
                service = open;
                start(open);
            }
            keys.put(
                    directory,
                    directory.register(
                            open, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is looked at every {}, as it cannot be watched", directory, LOOK_AGAIN, e);
            return false;
        }
    }

    private void start(WatchService open) {
        Thread thread = new Thread(() -> listen(open), "headjack-files");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen(WatchService open) {
        // Of keys that are in use no more nothing is kept.
        Map<WatchKey, Counted> counts = new WeakHashMap<>();
        try {
            while (true) {
                WatchKey key = open.take();
                Path directory = (Path) key.watchable();
                List<WatchEvent<?>> events = key.pollEvents();
                for (WatchEvent<?> event : events) {
                    String name = event.context() instanceof Path file ? file.toString() : null;
                    watches.stream()
                            .filter(each -> each.directory.equals(directory))
                            // Without a name so much has happened that anything may have.
                            .filter(each -> name == null || name.startsWith(each.beginning))
                            .forEach(Watch::wake);
                }
                int count = events.stream().mapToInt(WatchEvent::count).sum();
                Counted counted = counts.merge(key, new Counted(System.nanoTime(), count), Counted::and);
                if (counted.count >= TOO_MANY) {
                    key.cancel();
                }
                if (!key.reset()) {
                    forget(directory, key);
                }
            }
        } catch (ClosedWatchServiceException e) {
            LOG.trace("watching ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The directory is gone, or too much happens in it, unless nobody watched it any more: who waits for something in it
     * looks for itself.
     */
    private void forget(Path directory, WatchKey key) {
        synchronized (lock) {
            if (!keys.remove(directory, key)) {
                return;
            }
        }
        watches.stream().filter(each -> each.directory.equals(directory)).forEach(each -> {
            each.deafUntil = System.nanoTime() + DEAF.toNanos();
            each.told = false;
            each.wake();
        });
    }

    /** Listens again to what was too much before, if its time is over; true where from now on changes are told. */
    private boolean listenAgain(Watch watch) {
        if (System.nanoTime() - watch.deafUntil < 0) {
            return false;
        }
        watch.deafUntil = System.nanoTime() + DEAF.toNanos();
        synchronized (lock) {
            watch.told = !closed && watches.contains(watch) && register(watch.directory);
        }
        return watch.told;
    }

    private void release(Watch watch) {
        synchronized (lock) {
            watches.remove(watch);
            boolean used = watches.stream().anyMatch(each -> each.directory.equals(watch.directory));
            WatchKey key = used ? null : keys.remove(watch.directory);
            if (key != null) {
                key.cancel();
            }
        }
    }

    /** Ends the watching, and wakes all who wait. */
    @Override
    public void close() {
        WatchService open;
        synchronized (lock) {
            closed = true;
            open = service;
        }
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("the watching of files did not end cleanly", e);
        }
        watches.forEach(each -> {
            each.told = false;
            each.wake();
        });
    }

    /**
     * How much was heard of a directory.
     *
     * @param since when the counting began, by {@link System#nanoTime}
     * @param count the number of changes
     */
    private record Counted(long since, int count) {
        Counted and(Counted more) {
            return more.since - since > SHORT.toNanos() ? more : new Counted(since, count + more.count);
        }
    }

    /** One who waits. */
    public final class Watch implements AutoCloseable {
        private final Path directory;
        private final String beginning;
        private final Semaphore changes = new Semaphore(0);
        private final Runnable listener;
        private volatile boolean told;
        private volatile long deafUntil = System.nanoTime();

        private Watch(Path directory, String beginning, Runnable listener) {
            this.directory = directory;
            this.beginning = beginning;
            this.listener = listener;
        }

        /** Tells whether changes are told as they happen; else whoever watches has to look. */
        public boolean isTold() {
            return told;
        }

        /**
         * Waits until something may have changed since the last call returned.
         *
         * @param longest how long at most
         */
        public void await(Duration longest) throws InterruptedException {
            if (!told && listenAgain(this)) {
                // What happened since the caller's last look was not heard.
                return;
            }
            Duration patience = told || longest.compareTo(LOOK_AGAIN) < 0 ? longest : LOOK_AGAIN;
            if (changes.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                changes.drainPermits();
            }
        }

        /** Ends a waiting. */
        public void wake() {
            changes.release();
            listener.run();
        }

        @Override
        public void close() {
            release(this);
        }
    }
}
