package io.headjack.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the channels of all streams. An interrupt of a caller's thread would close the channel that
 * it uses, for everybody; here callers only touch queues.
 */
final class StreamLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLoop.class);
    private static final int READ_BUFFER = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Consumer<Selector>> tasks = new ConcurrentLinkedQueue<>();
    private @Nullable Selector selector;
    private boolean closed;

    /** Runs a task on the loop's thread, soon. False when the loop is closed: then it is not run. */
    boolean execute(Consumer<Selector> task) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            tasks.add(task);
            if (selector == null) {
                selector = start();
            }
            selector.wakeup();
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for the streams of programs", e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; it closes all streams before. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (selector != null) {
                selector.wakeup();
            }
        } finally {
            lock.unlock();
        }
    }

    private Selector start() throws IOException {
        Selector opened = Selector.open();
        Thread thread = new Thread(() -> run(opened), "headjack-engine-io");
        thread.setDaemon(true);
        thread.start();
        return opened;
    }

    private void run(Selector opened) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BUFFER);
        try (opened) {
            try {
                while (!isClosed()) {
                    // After tasks only a look: it gives the descriptors of closed channels back, and it may swallow the
                    // wake-up for a task that came meanwhile.
                    if (runTasks(opened)) {
                        opened.selectNow(key -> ready(key, buffer));
                    } else {
                        opened.select(key -> ready(key, buffer));
                    }
                }
            } finally {
                close();
                endAll(opened);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The thread for the streams of programs ends, and with it the streams: its selector failed", e);
        }
    }

    private boolean runTasks(Selector opened) {
        boolean any = false;
        for (Consumer<Selector> task = tasks.poll(); task != null; task = tasks.poll()) {
            task.accept(opened);
            any = true;
        }
        return any;
    }

    private static void ready(SelectionKey key, ByteBuffer buffer) {
        ((ExecStream) key.attachment()).ready(key, buffer);
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void endAll(Selector opened) {
        runTasks(opened);
        List<SelectionKey> keys = new ArrayList<>(opened.keys());
        keys.forEach(key -> ((ExecStream) key.attachment()).runtimeClosed());
    }
}
