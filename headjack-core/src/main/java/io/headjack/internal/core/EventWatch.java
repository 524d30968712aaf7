package io.headjack.internal.core;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.events.EventStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, on one thread of its own and only while somebody subscribes, at what there is whenever something may have changed,
 * and tells how that differs from what there was. Thread-safe.
 */
final class EventWatch implements EventStream.Source, AutoCloseable {
    /** What happens at once is looked at once. */
    private static final Duration GAP = Duration.ofMillis(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(EventWatch.class);

    private final Function<Runnable, SeenWorld> worlds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();
    private final Semaphore signals = new Semaphore(0);
    private @Nullable EventStream stream;
    private boolean running;
    private boolean closed;
    private long wanted;
    private long done;

    /**
     * Makes a watch, which begins with the first subscriber.
     *
     * @param worlds makes what is looked at, given what to call when something may have changed
     */
    EventWatch(Function<Runnable, SeenWorld> worlds) {
        this.worlds = worlds;
    }

    @Override
    public void attend(EventStream listening) {
        lock.lock();
        try {
            stream = listening;
            long mine = ++wanted;
            if (!running && !closed) {
                running = true;
                Thread thread = new Thread(this::run, "headjack-events");
                thread.setDaemon(true);
                thread.start();
            }
            signals.release();
            while (done < mine && running) {
                looked.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while beginning to listen for events", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void rest(EventStream listening) {
        signals.release();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        signals.release();
    }

    private void run() {
        boolean over = false;
        try {
            while (!over) {
                watch();
                over = isOver();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!over) {
                ended();
            }
        }
    }

    private void watch() throws InterruptedException {
        try (SeenWorld world = worlds.apply(signals::release)) {
            for (EventStream to = next(); to != null; to = next()) {
                long asked = asked();
                Duration patience = look(world, to);
                tellDone(asked);
                signals.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
                TimeUnit.NANOSECONDS.sleep(GAP.toNanos());
                signals.drainPermits();
            }
        }
    }

    /** Ends the watching, unless somebody came while it was given up: then this same thread begins anew. */
    private boolean isOver() {
        lock.lock();
        try {
            boolean over = next() == null;
            if (over) {
                ended();
            }
            return over;
        } finally {
            lock.unlock();
        }
    }

    /** Returns how long to wait for a signal afterwards. */
    private static Duration look(SeenWorld world, EventStream to) {
        try {
            world.look(to);
            return world.patience();
        } catch (RuntimeException e) {
            LOG.warn("looking for events failed, and is tried again: {}", e.toString());
            return AFTER_FAILURE;
        }
    }

    /** Returns whom to tell, or null when there is nobody any more. */
    private @Nullable EventStream next() {
        lock.lock();
        try {
            boolean goesOn = !closed && stream != null && (stream.hasSubscribers() || done < wanted);
            return goesOn ? stream : null;
        } finally {
            lock.unlock();
        }
    }

    private long asked() {
        lock.lock();
        try {
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    private void tellDone(long asked) {
        lock.lock();
        try {
            done = asked;
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            running = false;
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
