package io.headjack.internal.screen;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.spi.ScreenPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads from a screen, and from how long ago it changed, what a running program seems to be doing. */
public final class ActivityReading {
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_QUESTION = 1_000;
    private static final Duration DRAWING = Duration.ofSeconds(2);
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

    /**
     * Judges by what a hook of the program said, if that is newer than what it printed. But what stands after a turn, or
     * beside a question, is printed within a moment after the hook has run: then the screen must not say otherwise.
     *
     * @param screen asked for only where it matters
     */
    public Optional<SessionActivity> byHook(HookReport report, Supplier<List<String>> screen) {
        String said = "its hook said " + report.activity();
        boolean working = report.activity() == Activity.WORKING;
        boolean printedSince = since.isAfter(report.at());
        if (printedSince && (working || since.isAfter(report.at().plus(DRAWING)))) {
            return Optional.empty();
        }
        if (working) {
            return Optional.of(
                    silence.compareTo(patterns.stuckAfter()) < 0 ? answer(Activity.WORKING, said) : stuck(said));
        }
        boolean waits = report.activity() == Activity.WAITING_INPUT;
        Optional<SessionActivity> seen = printedSince || waits ? byPatterns(lastLines(screen.get())) : Optional.empty();
        if (printedSince && seen.isPresent() && seen.get().activity() != report.activity()) {
            return Optional.empty();
        }
        Optional<String> question =
                waits ? seen.flatMap(SessionActivity::question).or(report::text) : Optional.empty();
        return Optional.of(new SessionActivity(report.activity(), since, said, question));
    }

    /** Judges by the screen first, then by the clock. */
    public SessionActivity of(List<String> screen) {
        String text = lastLines(screen);
        return byPatterns(text).orElseGet(() -> byClock(text));
    }

    private Optional<SessionActivity> byPatterns(String text) {
        for (Pattern pattern : patterns.waiting()) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                return Optional.of(new SessionActivity(
                        Activity.WAITING_INPUT, since, "its screen asks something", Optional.of(question(found))));
            }
        }
        for (Pattern pattern : patterns.working()) {
            Matcher found = pattern.matcher(text);
            if (found.find()) {
                String shows = "its screen shows \"" + cut(found.group().strip(), LONGEST_LINE) + "\"";
                return Optional.of(
                        silence.compareTo(patterns.stuckAfter()) < 0 ? answer(Activity.WORKING, shows) : stuck(shows));
            }
        }
        return Optional.empty();
    }

    private SessionActivity byClock(String text) {
        if (patterns.idle().isEmpty() || silence.compareTo(patterns.idleAfter()) < 0) {
            return byClock();
        }
        return patterns.idle().stream().anyMatch(each -> each.matcher(text).find())
                ? answer(Activity.IDLE, "its screen shows a prompt, and " + silent())
                : answer(Activity.UNKNOWN, "its screen shows nothing that is known, though " + silent());
    }

    /** Judges by the clock alone. */
    public SessionActivity byClock() {
        return silence.compareTo(patterns.idleAfter()) < 0
                ? answer(Activity.WORKING, "it printed something " + silence.toMillis() + " ms ago")
                : answer(Activity.IDLE, silent());
    }

    private String silent() {
        return "it has printed nothing for " + silence.toSeconds() + " s";
    }

    private SessionActivity stuck(String evidence) {
        return answer(Activity.STUCK, evidence + " and nothing has moved for " + silence.toSeconds() + " s");
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
