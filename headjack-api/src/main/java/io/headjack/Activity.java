package io.headjack;

/** What a session's program seems to be doing. */
public enum Activity {
    /** It works. */
    WORKING,
    /** It has nothing to do. */
    IDLE,
    /** It waits for a person. */
    WAITING_INPUT,
    /** It should work, and nothing has moved for long. */
    STUCK,
    /** There is no evidence. */
    UNKNOWN
}
