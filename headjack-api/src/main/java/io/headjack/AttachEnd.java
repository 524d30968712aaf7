package io.headjack;

/** Why an {@link Attachment} is over. */
public enum AttachEnd {
    /** Somebody detached, here or inside; the session goes on. */
    DETACHED,
    /** The session's terminal has ended: {@link Session#info()} says how, or that the session is lost. */
    ENDED
}
