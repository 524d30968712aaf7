package io.headjack.internal.instance;

/** Runs what must happen although the calling thread was interrupted. */
final class Cleanup {
    private Cleanup() {}

    /** Runs with the interrupt flag down, and sets it again afterwards if it was up. */
    static void run(Runnable action) {
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
