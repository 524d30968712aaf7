package io.headjack.engine;

import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.RuntimeUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes each call to the engine on a thread of its own, so that the caller waits with a deadline and can be interrupted:
 * docker-java's own timeouts do nothing on a unix socket.
 */
final class EngineCalls implements AutoCloseable {
    private static final int THREADS = 32;

    private final EngineErrors errors;
    private final ThreadPoolExecutor pool;
    private final Set<Runnable> wakers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    EngineCalls(EngineErrors errors) {
        this.errors = errors;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "headjack-engine-call-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
    }

    <T> T call(String what, Duration deadline, Callable<T> work) {
        return call(what, deadline, Meaning.USUAL, work);
    }

    /** Runs the work; when the caller gives up, the work is interrupted, which ends its connection. */
    <T> T call(String what, Duration deadline, Meaning meaning, Callable<T> work) {
        refuseInterrupted(what);
        CompletableFuture<T> result = new CompletableFuture<>();
        FutureTask<T> running = new FutureTask<>(work) {
            @Override
            protected void done() {
                hand(this, result);
            }
        };
        run(what, running);
        try {
            return await(what, result, deadline, () -> 0, meaning);
        } finally {
            running.cancel(true);
        }
    }

    /** Runs the work to its end even when the caller has given up, and then undoes what it made. */
    <T> T make(String what, Duration deadline, Meaning meaning, Callable<T> work, Consumer<T> undo) {
        refuseInterrupted(what);
        CompletableFuture<T> result = new CompletableFuture<>();
        run(what, () -> {
            try {
                T made = work.call();
                if (!result.complete(made)) {
                    undo.accept(made);
                }
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        return await(what, result, deadline, () -> 0, meaning);
    }

    /** Runs work that nobody waits for. */
    void run(String what, Runnable work) {
        try {
            pool.execute(work);
        } catch (RejectedExecutionException e) {
            throw isClosed(what);
        }
    }

    /**
     * Waits for what goes on elsewhere.
     *
     * @param idle how long at most without a sign of life
     * @param lastSign the {@link System#nanoTime} of the last sign, or 0 for none yet
     */
    <T> T await(String what, CompletableFuture<T> result, Duration idle, LongSupplier lastSign, Meaning meaning) {
        long begin = System.nanoTime();
        Runnable waker = () -> result.completeExceptionally(isClosed(what));
        wakers.add(waker);
        try {
            if (closed) {
                throw isClosed(what);
            }
            while (true) {
                long sign = lastSign.getAsLong();
                long left = idle.toNanos() - (System.nanoTime() - (sign == 0 ? begin : sign));
                try {
                    return result.get(Math.max(left, 0), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    if (lastSign.getAsLong() == sign) {
                        RuntimeUnavailableException late = new RuntimeUnavailableException("Could not " + what
                                + ": " + errors.engine() + " did not answer for " + idle.toSeconds()
                                + " s. It may be busy or hang; see its log, then try again.");
                        if (result.completeExceptionally(late)) {
                            throw late;
                        }
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            HeadjackInterruptedException interrupted =
                    new HeadjackInterruptedException("Interrupted while waiting to " + what, e);
            if (result.completeExceptionally(interrupted)) {
                throw interrupted;
            }
            return finished(what, result, meaning);
        } catch (ExecutionException e) {
            throw errors.translate(what, e.getCause() == null ? e : e.getCause(), meaning);
        } finally {
            wakers.remove(waker);
        }
    }

    @Override
    public void close() {
        closed = true;
        wakers.forEach(Runnable::run);
        pool.shutdownNow();
    }

    /** A result that is there before the caller waits for it would hide the interrupt. */
    private static void refuseInterrupted(String what) {
        if (Thread.currentThread().isInterrupted()) {
            throw new HeadjackInterruptedException("Interrupted before beginning to " + what);
        }
    }

    /** The result came at the very moment the caller was interrupted: it is handed over, or it would be lost. */
    private <T> T finished(String what, CompletableFuture<T> result, Meaning meaning) {
        try {
            return result.join();
        } catch (RuntimeException e) {
            throw errors.translate(what, e.getCause() == null ? e : e.getCause(), meaning);
        }
    }

    private static <T> void hand(Future<T> from, CompletableFuture<T> to) {
        try {
            to.complete(from.get());
        } catch (ExecutionException e) {
            to.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (CancellationException | InterruptedException e) {
            to.completeExceptionally(e);
        }
    }

    private static HeadjackClosedException isClosed(String what) {
        return new HeadjackClosedException("Could not " + what + ": the runtime was closed. Open a new one.");
    }
}
