package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * Something that must exist does not: an instance, a session, a repository, an image.
 */
public class NotFoundException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public NotFoundException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public NotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
