package io.headjack;

/** How far what was typed is known to have got, each step after the one before. */
public enum Delivery {
    /** The multiplexer has it, and cannot say whether it has typed it. */
    QUEUED,
    /**
     * The multiplexer has typed it: it is in the terminal's input, whole and before all that is typed later. The program
     * gets it when it reads, and may never do so.
     */
    PASTED,
    /** It was seen to come back in what the session printed. */
    ECHOED
}
