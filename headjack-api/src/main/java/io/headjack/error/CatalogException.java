package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * The catalog cannot be read or written. Its old content is intact.
 */
public final class CatalogException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public CatalogException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public CatalogException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
