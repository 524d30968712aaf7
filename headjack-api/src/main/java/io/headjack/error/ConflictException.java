package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * What exists stands in the way: the message names it. Nothing was changed.
 */
public class ConflictException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public ConflictException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public ConflictException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
