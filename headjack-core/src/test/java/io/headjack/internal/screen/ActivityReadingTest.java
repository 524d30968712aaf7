package io.headjack.internal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.spi.ScreenPatterns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ActivityReadingTest {
    private static final Instant LAST = Instant.parse("2026-01-01T10:00:00Z");
    private static final ScreenPatterns PATTERNS = ScreenPatterns.NONE
            .waiting(List.of(Pattern.compile("(?<question>Do you want[^\\n]*)\\n\\W*1\\. Yes")))
            .working(List.of(Pattern.compile("esc to interrupt")));
    private static final List<String> ASKS = List.of("", "Do you want to proceed?", "  > 1. Yes", "    2. No", "");
    private static final List<String> WORKS = List.of("Thinking (12s, esc to interrupt)", "");

    private static ActivityReading after(long seconds) {
        return new ActivityReading(PATTERNS, LAST, LAST.plusSeconds(seconds));
    }

    @Test
    void of_screenThatAsks_waitsForAPersonWithItsQuestion() {
        SessionActivity activity = after(1_000).of(ASKS);
        assertThat(activity.activity()).isEqualTo(Activity.WAITING_INPUT);
        assertThat(activity.question()).contains("Do you want to proceed?");
        assertThat(activity.since()).isEqualTo(LAST);
    }

    @Test
    void of_screenThatSaysItWorks_isWorkingUntilNothingMovesForLong() {
        assertThat(after(299).of(WORKS).activity()).isEqualTo(Activity.WORKING);
        SessionActivity stuck = after(300).of(WORKS);
        assertThat(stuck.activity()).isEqualTo(Activity.STUCK);
        assertThat(stuck.evidence()).contains("esc to interrupt").contains("300 s");
    }

    @Test
    void of_screenWithoutAPattern_goesByTheClock() {
        assertThat(after(2).of(List.of("$")).activity()).isEqualTo(Activity.WORKING);
        assertThat(after(3).of(List.of("$")).activity()).isEqualTo(Activity.IDLE);
        assertThat(after(100_000).of(List.of("$")).activity()).isEqualTo(Activity.IDLE);
    }

    @Test
    void of_silenceWithoutAKnownPrompt_isUnknownWhereAPromptIsKnown() {
        ScreenPatterns prompt = PATTERNS.idle(List.of(Pattern.compile("^> ")));
        ActivityReading silent = new ActivityReading(prompt, LAST, LAST.plusSeconds(3));
        assertThat(silent.of(List.of("> ")).activity()).isEqualTo(Activity.IDLE);
        assertThat(silent.of(List.of("Loading")).activity()).isEqualTo(Activity.UNKNOWN);
        assertThat(silent.of(List.of()).activity()).isEqualTo(Activity.UNKNOWN);
        ActivityReading printing = new ActivityReading(prompt, LAST, LAST.plusSeconds(2));
        assertThat(printing.of(List.of("> ")).activity()).isEqualTo(Activity.WORKING);
    }

    @Test
    void of_agentWithItsOwnTimes_goesByThem() {
        ScreenPatterns slow = PATTERNS.idleAfter(Duration.ofSeconds(10)).stuckAfter(Duration.ofSeconds(20));
        ActivityReading after15 = new ActivityReading(slow, LAST, LAST.plusSeconds(15));
        assertThat(after15.of(WORKS).activity()).isEqualTo(Activity.WORKING);
        assertThat(after15.of(List.of("$")).activity()).isEqualTo(Activity.IDLE);
        assertThat(new ActivityReading(slow, LAST, LAST.plusSeconds(9))
                        .of(List.of("$"))
                        .activity())
                .isEqualTo(Activity.WORKING);
        assertThat(new ActivityReading(slow, LAST, LAST.plusSeconds(20))
                        .of(WORKS)
                        .activity())
                .isEqualTo(Activity.STUCK);
    }

    @Test
    void of_questionAboveTheLastLines_isNotSeen() {
        List<String> lines = new ArrayList<>(ASKS);
        lines.addAll(Collections.nCopies(ScreenPatterns.LINES, "later"));
        assertThat(after(1).of(lines).activity()).isEqualTo(Activity.WORKING);
    }

    @Test
    void of_outputInTheFuture_isOutputOfNow() {
        SessionActivity activity = after(-60).byClock();
        assertThat(activity.activity()).isEqualTo(Activity.WORKING);
        assertThat(activity.since()).isEqualTo(LAST.minusSeconds(60));
    }

    @Test
    void of_hugeLines_areCut() {
        String huge = "x".repeat(10_000_000) + "esc to interrupt";
        assertThat(after(10).of(List.of(huge)).activity()).isEqualTo(Activity.IDLE);
    }
}
