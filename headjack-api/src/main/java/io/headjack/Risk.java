package io.headjack;

/** What a repair puts at risk. */
public enum Risk {
    /** It deletes nothing that could hold work and ends nothing that runs. */
    SAFE,
    /** It ends programs, or deletes what a person may want to look at first. */
    DESTRUCTIVE
}
