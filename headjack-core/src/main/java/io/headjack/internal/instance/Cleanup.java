package io.headjack.internal.instance;

/** Runs what must happen although the calling thread was interrupted. */
public final class Cleanup {
    private Cleanup() {}

    /** Runs with the interrupt flag down, and sets it again afterwards if it was up. */
    public static void run(Runnable action) {
        boolean interrupted = Thread.interrupted();
        try {
            action.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
