package io.headjack;

/** What an instance reaches of the network. */
public enum Network {
    /** What the engine gives by default. */
    DEFAULT,
    /** Nothing but itself. */
    NONE
}
