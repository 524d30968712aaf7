package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * The request itself is wrong: an argument, a configuration value or an option. Correct it; trying again as it is cannot help.
 */
public class InvalidRequestException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public InvalidRequestException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public InvalidRequestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
