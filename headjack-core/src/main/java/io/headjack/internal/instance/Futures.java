package io.headjack.internal.instance;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Takes what another thread has worked out. */
final class Futures {
    private Futures() {}

    /** Waits for it, and throws what it threw. */
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }
}
