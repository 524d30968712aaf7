package io.headjack.internal.core;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Headjack's own threads for what goes on beside the caller: named, daemon, gone when idle. */
final class Workers implements Executor, AutoCloseable {
    private final AtomicInteger count = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "headjack-worker-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /** Takes no new work; what is under way goes on to its end. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
