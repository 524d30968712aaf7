package io.headjack.spi;

import io.headjack.Activity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_TEXT = 1_000;
    private static final String QUESTION = "question";

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
     * Looks for the patterns on a screen, as is done while an agent runs. How long nothing was printed is not looked at.
     *
     * @param screen the rows from top to bottom, without escape sequences
     * @return what was found first; empty if nothing was
     */
    public Optional<ScreenMatch> find(List<String> screen) {
        String text = lastLines(screen);
        return find(Activity.WAITING_INPUT, waiting, text)
                .or(() -> find(Activity.WORKING, working, text))
                .or(() -> find(Activity.IDLE, idle, text));
    }

    private static Optional<ScreenMatch> find(Activity activity, List<Pattern> patterns, String text) {
        return patterns.stream()
                .map(pattern -> pattern.matcher(text))
                .filter(Matcher::find)
                .findFirst()
                .map(found -> new ScreenMatch(activity, shown(found)));
    }

    private static String shown(Matcher found) {
        boolean named = found.pattern().pattern().contains("(?<" + QUESTION + ">");
        String question = named ? found.group(QUESTION) : found.group();
        return cut((question == null ? found.group() : question).strip(), LONGEST_TEXT);
    }

    private static String lastLines(List<String> screen) {
        List<String> written = screen.stream().filter(line -> !line.isBlank()).toList();
        return written.subList(Math.max(0, written.size() - LINES), written.size()).stream()
                .map(line -> cut(line, LONGEST_LINE))
                .collect(Collectors.joining("\n"));
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
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
