package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * The deadline passed before what was waited for happened. What was asked of the world may still go on there.
 */
public final class HeadjackTimeoutException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public HeadjackTimeoutException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public HeadjackTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
