package io.headjack.spi;

/** What a container is doing, as its engine says. */
public enum ContainerState {
    /** Made and never started. */
    CREATED,
    /** Running. */
    RUNNING,
    /** Running, and frozen. */
    PAUSED,
    /** Stopped or dead; can be started again. */
    STOPPED
}
