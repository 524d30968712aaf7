package io.headjack;

/** What {@link Instance#remove} may do beyond removing an instance that holds nothing of worth. */
public enum RemoveOption {
    /** Stop sessions that still run, in place of refusing. */
    STOP_SESSIONS,
    /** Remove although work would be lost, after writing a salvage of it. */
    DISCARD_WORK,
    /** Keep the logs of the sessions. */
    KEEP_LOGS
}
