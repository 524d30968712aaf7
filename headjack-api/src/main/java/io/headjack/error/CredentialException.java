package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * An agent's credential cannot be used: it is missing where it was said to be, expired, open to others, or not of the
 * form that the agent takes. The message never has any part of it.
 */
public class CredentialException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public CredentialException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public CredentialException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
