package io.headjack.internal.catalog;

/** How far an instance's making or removing got, as it is recorded. */
public enum Phase {
    CREATING,
    READY,
    REMOVING,
    /** As {@link #REMOVING}, and the logs stay. */
    REMOVING_BUT_LOGS;

    public boolean isRemoving() {
        return this == REMOVING || this == REMOVING_BUT_LOGS;
    }
}
