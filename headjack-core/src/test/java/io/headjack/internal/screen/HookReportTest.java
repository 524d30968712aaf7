package io.headjack.internal.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.spi.ScreenPatterns;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookReportTest {
    private static final Instant SAID = Instant.parse("2026-01-01T10:00:00Z");
    private static final ScreenPatterns PATTERNS =
            ScreenPatterns.NONE.waiting(List.of(Pattern.compile("(?<question>Really\\?)")));

    @TempDir
    Path directory;

    private static Optional<SessionActivity> judge(String line, Instant printed, Instant now, String... screen) {
        HookReport report = HookReport.of(line, SAID).orElseThrow();
        return new ActivityReading(PATTERNS, printed, now).byHook(report, () -> List.of(screen));
    }

    @Test
    void of_line_isReadWithItsText() {
        assertThat(HookReport.of("IDLE\n", SAID)).contains(new HookReport(Activity.IDLE, Optional.empty(), SAID));
        assertThat(HookReport.of("WAITING_INPUT May I?\nmore", SAID))
                .contains(new HookReport(Activity.WAITING_INPUT, Optional.of("May I?"), SAID));
    }

    @Test
    void of_whatIsNoReport_isNothing() {
        for (String content : List.of("", "\n", "idle", "IDLENESS", "STUCK", "UNKNOWN", " IDLE", "x".repeat(4_000))) {
            assertThat(HookReport.of(content, SAID)).as(content).isEmpty();
        }
    }

    @Test
    void of_textThatHurts_isShortAndVisible() {
        String text = HookReport.of("WAITING_INPUT \u001b[2J\u0007a\u202eb" + "c".repeat(3_000), SAID)
                .orElseThrow()
                .text()
                .orElseThrow();
        assertThat(text).startsWith("[2J a b").hasSize(1_000);
    }

    @Test
    void read_anythingButAPlainFile_isNothing() throws Exception {
        Path file = directory.resolve("x.status");
        assertThat(HookReport.read(file)).isEmpty();
        Path secret = Files.writeString(directory.resolve("secret"), "IDLE\n");
        Files.createSymbolicLink(file, secret);
        assertThat(HookReport.read(file)).isEmpty();
        assertThat(HookReport.read(secret)).isPresent();
    }

    @Test
    void byHook_turnThatEnded_isIdleAtOnce_untilSomethingElseIsPrinted() {
        assertThat(judge("IDLE", SAID.plusSeconds(1), SAID.plusSeconds(1))).hasValueSatisfying(each -> {
            assertThat(each.activity()).isEqualTo(Activity.IDLE);
            assertThat(each.evidence()).isEqualTo("its hook said IDLE");
        });
        assertThat(judge("IDLE", SAID.plusSeconds(3), SAID.plusSeconds(4))).isEmpty();
    }

    @Test
    void byHook_workThatBegan_countsOnlyWhileNothingIsPrintedAfterIt() {
        assertThat(judge("WORKING", SAID, SAID.plusSeconds(299)))
                .hasValueSatisfying(each -> assertThat(each.activity()).isEqualTo(Activity.WORKING));
        assertThat(judge("WORKING", SAID, SAID.plusSeconds(300)))
                .hasValueSatisfying(each -> assertThat(each.activity()).isEqualTo(Activity.STUCK));
        assertThat(judge("WORKING", SAID.plusMillis(1), SAID.plusSeconds(10))).isEmpty();
    }

    @Test
    void byHook_screenDrawnSinceThatAsks_isBelievedMore() {
        assertThat(judge("IDLE", SAID.plusSeconds(1), SAID.plusSeconds(9), "Really?"))
                .isEmpty();
        assertThat(judge("IDLE", SAID, SAID.plusSeconds(9), "Really?")).isPresent();
    }

    @Test
    void byHook_question_isTheOneOnTheScreen_orElseTheHooksWords() {
        assertThat(judge("WAITING_INPUT It needs you", SAID, SAID, "Really?").flatMap(SessionActivity::question))
                .contains("Really?");
        assertThat(judge("WAITING_INPUT It needs you", SAID, SAID, "else").flatMap(SessionActivity::question))
                .contains("It needs you");
        assertThat(judge("WAITING_INPUT", SAID, SAID, "else").flatMap(SessionActivity::question))
                .isEmpty();
    }
}
