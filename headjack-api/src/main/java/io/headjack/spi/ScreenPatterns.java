package io.headjack.spi;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How to read an agent's screen. A pattern is looked for in the last {@value #LINES} lines of it that are not blank, joined
 * by line feeds, without escape sequences and cut to 500 characters each. What waits for a person comes before what
 * works, and that before what is idle. The text may be made to hurt: a pattern must not take long on any.
 *
 * <p>Where no pattern is found, the time since the last output decides. With patterns for {@code idle}, silence alone is no
 * evidence that it is.
 *
 * @param waiting what shows while it waits for a person; the group {@code question}, or else the whole match, is what it
 *     asks
 * @param working what shows while it works
 * @param idle what shows while it has nothing to do, and perhaps at other times: it counts after {@code idleAfter}
 * @param idleAfter how long it prints nothing when it has nothing to do
 * @param stuckAfter how long it prints nothing, though its screen says that it works, until something must be wrong
 */
public record ScreenPatterns(
        List<Pattern> waiting, List<Pattern> working, List<Pattern> idle, Duration idleAfter, Duration stuckAfter) {
    /** How many lines are looked at. */
    public static final int LINES = 20;

    /** No patterns, idle after 3 seconds, stuck after 300. */
    public static final ScreenPatterns NONE =
            new ScreenPatterns(List.of(), List.of(), List.of(), Duration.ofSeconds(3), Duration.ofSeconds(300));

    /**
     * Copies the lists.
     *
     * @param waiting what shows while it waits for a person
     * @param working what shows while it works
     * @param idle what shows while it has nothing to do
     * @param idleAfter how long it prints nothing when it has nothing to do
     * @param stuckAfter how long it prints nothing, though its screen says that it works, until something must be wrong
     */
    public ScreenPatterns {
        waiting = List.copyOf(waiting);
        working = List.copyOf(working);
        idle = List.copyOf(idle);
    }

    /**
     * Sets what shows while it waits for a person.
     *
     * @param patterns what shows
     * @return new patterns
     */
    public ScreenPatterns waiting(List<Pattern> patterns) {
        return new ScreenPatterns(patterns, working, idle, idleAfter, stuckAfter);
    }

    /**
     * Sets what shows while it works.
     *
     * @param patterns what shows
     * @return new patterns
     */
    public ScreenPatterns working(List<Pattern> patterns) {
        return new ScreenPatterns(waiting, patterns, idle, idleAfter, stuckAfter);
    }

    /**
     * Sets what shows while it has nothing to do.
     *
     * @param patterns what shows
     * @return new patterns
     */
    public ScreenPatterns idle(List<Pattern> patterns) {
        return new ScreenPatterns(waiting, working, patterns, idleAfter, stuckAfter);
    }

    /**
     * Sets how long it prints nothing when it has nothing to do.
     *
     * @param silence how long
     * @return new patterns
     */
    public ScreenPatterns idleAfter(Duration silence) {
        return new ScreenPatterns(waiting, working, idle, silence, stuckAfter);
    }

    /**
     * Sets how long it prints nothing, though its screen says that it works, until something must be wrong.
     *
     * @param silence how long
     * @return new patterns
     */
    public ScreenPatterns stuckAfter(Duration silence) {
        return new ScreenPatterns(waiting, working, idle, idleAfter, silence);
    }
}
