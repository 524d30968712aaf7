package io.headjack.error;

import org.jspecify.annotations.Nullable;

/**
 * A subscriber was so far behind that events it must not miss could not be kept for it any longer. Its subscription has
 * ended; it may subscribe again, and look at the world for what it missed.
 */
public final class SlowSubscriberException extends HeadjackException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    public SlowSubscriberException(String message) {
        super(message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    public SlowSubscriberException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
