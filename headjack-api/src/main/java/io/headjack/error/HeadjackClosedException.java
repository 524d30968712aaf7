package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * The {@link io.headjack.Headjack} was closed before or during the call.
 */
public final class HeadjackClosedException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public HeadjackClosedException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public HeadjackClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
