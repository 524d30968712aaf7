package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * The container engine cannot be reached or is not usable now. It says nothing about containers: nothing is deleted or marked on this evidence. Start the engine, or try again.
 */
public final class RuntimeUnavailableException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public RuntimeUnavailableException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public RuntimeUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
