package io.headjack;

/** A key that is more than a character. */
public enum Key {
    /** Return. */
    ENTER,
    /** Escape. */
    ESCAPE,
    /** Tab. */
    TAB,
    /** Backspace. */
    BACKSPACE,
    /** Cursor up. */
    UP,
    /** Cursor down. */
    DOWN,
    /** Cursor left. */
    LEFT,
    /** Cursor right. */
    RIGHT,
    /** Page up. */
    PAGE_UP,
    /** Page down. */
    PAGE_DOWN,
    /** Home. */
    HOME,
    /** End. */
    END,
    /** Control and C: interrupt. */
    CTRL_C,
    /** Control and D: end of input. */
    CTRL_D,
    /** Control and Z: suspend. */
    CTRL_Z
}
