package io.headjack;

import java.time.Duration;

/** What is known of something that was typed into a session. Thread-safe. */
public interface Receipt {
    /**
     * Says how far it is known to have got by now. Does not block and looks nowhere: what comes back is seen by {@link
     * #awaitEcho} alone.
     *
     * @return how far at least
     */
    Delivery delivery();

    /**
     * Waits until it is seen to come back in the session's log. Spaces, line breaks, frames and colours do not count, as a
     * program shows what is typed in its own way. Many show nothing, or something in its place, such as a program that
     * asks for a password, or an agent that is given a long text; so not to be seen is no failure. Of a short text the
     * same may have been printed for another reason. Returns at once for keys, and for what has nothing in it that could
     * be seen.
     *
     * @param timeout how long at most; it ends sooner when the session has ended or is gone
     * @return {@link Delivery#ECHOED}, or else what {@link #delivery()} says
     */
    Delivery awaitEcho(Duration timeout);
}
