package io.headjack.internal.screen;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.spi.ScreenPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a screen, and from how long ago it changed, what a running program seems to be doing. */
public final class ActivityReading {
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_QUESTION = 1_000;
    private static final String QUESTION = "question";

    private final ScreenPatterns patterns;
    private final Duration silence;
    private final Instant since;

    /**
     * Begins a reading.
     *
     * @param patterns what to look for
     * @param lastOutput when it printed last
     * @param now the time
     */
    public ActivityReading(ScreenPatterns patterns, Instant lastOutput, Instant now) {
        this.patterns = patterns;
        Duration passed = Duration.between(lastOutput, now);
        this.silence = passed.isNegative() ? Duration.ZERO : passed;
        this.since = lastOutput.isAfter(now) ? now : lastOutput;
    }

    /** Judges by the screen first, then by the clock. */
    public SessionActivity of(List<String> screen) {
        String text = lastLines(screen);
        for (Pattern pattern : patterns.waiting()) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                return new SessionActivity(
                        Activity.WAITING_INPUT, since, "its screen asks something", Optional.of(question(found)));
            }
        }
        for (Pattern pattern : patterns.working()) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                String shows = "its screen shows \"" + cut(found.group().strip(), LONGEST_LINE) + "\"";
                return silence.compareTo(patterns.stuckAfter()) < 0
                        ? answer(Activity.WORKING, shows)
                        : answer(Activity.STUCK, shows + " and nothing has moved for " + silence.toSeconds() + " s");
            }
        }
        return byClock();
    }

    /** Judges by the clock alone. */
    public SessionActivity byClock() {
        return silence.compareTo(patterns.idleAfter()) < 0
                ? answer(Activity.WORKING, "it printed something " + silence.toMillis() + " ms ago")
                : answer(Activity.IDLE, "it has printed nothing for " + silence.toSeconds() + " s");
    }

    private SessionActivity answer(Activity activity, String evidence) {
        return new SessionActivity(activity, since, evidence, Optional.empty());
    }

    private static String question(Matcher found) {
        boolean named = found.pattern().pattern().contains("(?<" + QUESTION + ">");
        String question = named ? found.group(QUESTION) : found.group();
        return cut(question == null ? found.group().strip() : question.strip(), LONGEST_QUESTION);
    }

    private static String lastLines(List<String> screen) {
        List<String> written = screen.stream().filter(line -> !line.isBlank()).toList();
        return String.join(
                "\n",
                written.subList(Math.max(0, written.size() - ScreenPatterns.LINES), written.size()).stream()
                        .map(line -> cut(line, LONGEST_LINE))
                        .toList());
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
