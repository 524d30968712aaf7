package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for is understood, and this repository, image, engine or platform cannot give it. The message names the reason.
 */
public final class UnsupportedException extends InvalidRequestException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public UnsupportedException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public UnsupportedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
