package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * An operation failed in the world, and what it had begun was undone. The message carries the words of the tool that failed; undo steps that failed too are its suppressed exceptions.
 */
public final class OperationFailedException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public OperationFailedException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public OperationFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
