package io.headjack.internal.catalog;

/** How far an instance's making or removing got, as it is recorded. */
public enum Phase {
    CREATING,
    READY,
    REMOVING
}
