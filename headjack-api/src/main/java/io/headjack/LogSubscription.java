package io.headjack;

import java.time.Duration;

/** Somebody who follows a {@link SessionLog}. Thread-safe. */
public interface LogSubscription extends AutoCloseable {
    /**
     * Waits until everything was handed over and nothing more can come.
     *
     * @param timeout how long at most
     * @throws io.headjack.error.HeadjackTimeoutException if the session goes on
     * @throws io.headjack.error.HeadjackInterruptedException if the calling thread is interrupted
     * @throws io.headjack.error.OperationFailedException if the subscriber threw, or the log cannot be read
     */
    void awaitEnd(Duration timeout);

    /** Ends the subscription; no line is handed over after this returns, but for one that is in the subscriber's hands. */
    @Override
    void close();
}
