package io.headjack;

import java.time.Duration;

/** A terminal that shows a session, made by {@link Session#attach(AttachTarget)}. Thread-safe. */
public interface Attachment extends AutoCloseable {
    /**
     * Says that the terminal has another size now. The session follows, unless somebody else who is attached used it
     * later, or this attachment is read-only. Blocking until it is passed on; nothing happens when it is over.
     *
     * @param size the new size
     */
    void resize(TerminalSize size);

    /**
     * Waits until it is over and the last of its output was written.
     *
     * @param timeout how long at most
     * @return why it is over
     * @throws io.headjack.error.HeadjackTimeoutException if it goes on
     * @throws io.headjack.error.HeadjackInterruptedException if the calling thread is interrupted; it goes on
     * @throws io.headjack.error.HeadjackClosedException if this Headjack was closed, which detaches
     * @throws io.headjack.error.RuntimeUnavailableException if the engine is gone, so that nobody knows
     * @throws io.headjack.error.OperationFailedException if a stream of the target failed, which detaches, or the client
     *     inside failed
     */
    AttachEnd awaitEnd(Duration timeout);

    /** Detaches; the session goes on. Blocking, for a moment. Idempotent. */
    @Override
    void close();
}
