package io.headjack.internal.screen;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.spi.ScreenMatch;
import io.headjack.spi.ScreenPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads from a screen, and from how long ago it changed, what a running program seems to be doing. */
public final class ActivityReading {
    private static final int LONGEST_LINE = 500;
    private static final Duration DRAWING = Duration.ofSeconds(2);

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
        Optional<SessionActivity> seen =
                printedSince || waits ? byPatterns(patterns.find(screen.get())) : Optional.empty();
        if (printedSince && seen.isPresent() && seen.get().activity() != report.activity()) {
            return Optional.empty();
        }
        Optional<String> question =
                waits ? seen.flatMap(SessionActivity::question).or(report::text) : Optional.empty();
        return Optional.of(new SessionActivity(report.activity(), since, said, question));
    }

    /** Judges by the screen first, then by the clock. */
    public SessionActivity of(List<String> screen) {
        Optional<ScreenMatch> found = patterns.find(screen);
        return byPatterns(found).orElseGet(() -> byClock(found));
    }

    private Optional<SessionActivity> byPatterns(Optional<ScreenMatch> found) {
        return found.flatMap(match -> switch (match.activity()) {
            case WAITING_INPUT ->
                Optional.of(new SessionActivity(
                        Activity.WAITING_INPUT, since, "its screen asks something", Optional.of(match.text())));
            case WORKING -> {
                String text = match.text();
                String shows = "its screen shows \"" + text.substring(0, Math.min(text.length(), LONGEST_LINE)) + "\"";
                yield Optional.of(
                        silence.compareTo(patterns.stuckAfter()) < 0 ? answer(Activity.WORKING, shows) : stuck(shows));
            }
            default -> Optional.empty();
        });
    }

    private SessionActivity byClock(Optional<ScreenMatch> found) {
        if (patterns.idle().isEmpty() || silence.compareTo(patterns.idleAfter()) < 0) {
            return byClock();
        }
        return found.isPresent()
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
}
