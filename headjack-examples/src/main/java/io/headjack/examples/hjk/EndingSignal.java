package io.headjack.examples.hjk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Interrupts what a thread waits for when a signal ends this program, and lets it clean up before. */
final class EndingSignal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Thread waiting = Thread.currentThread();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final Thread ending = new Thread(this::end, "hjk-ending");

    private EndingSignal() {}

    /** Interrupts this thread, from now on until it is closed. */
    static EndingSignal interrupting() {
        EndingSignal signal = new EndingSignal();
        Runtime.getRuntime().addShutdownHook(signal.ending);
        return signal;
    }

    private void end() {
        waiting.interrupt();
        try {
            done.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The signal has waited long enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.complete(null);
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // It runs, and ends now.
        }
    }
}
