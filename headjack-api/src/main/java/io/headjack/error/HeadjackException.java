package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of all that Headjack throws. Unchecked; its subclasses are split by what the caller does next.
 */
public abstract class HeadjackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    protected HeadjackException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    protected HeadjackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
