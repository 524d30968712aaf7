package io.headjack;

/** Whether a session's program runs. */
public enum SessionState {
    /** It was recorded, and its terminal is not up yet. */
    STARTING,
    /** Its program runs, or waits where the instance is paused. */
    RUNNING,
    /** Its program has ended, and how is known. */
    EXITED,
    /** Its terminal is gone, and how its program ended is not known. */
    LOST
}
