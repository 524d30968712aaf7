package io.headjack.spi;

/** What stands between the programs of an instance and the host. */
public enum Isolation {
    /** Nothing: programs run as the host user, and paths are the host's own. */
    NONE,
    /** A container: the instance sees its mounts, at their targets, and nothing else of the host's files. */
    CONTAINER
}
