package io.headjack;

/** What a person who attaches may do. */
public enum AttachMode {
    /** Type, and give the session the size of the own terminal. */
    INTERACTIVE,
    /** Look on: what is typed is ignored but for the keys that detach, and the session keeps its size. */
    READ_ONLY
}
