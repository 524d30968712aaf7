package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Starting terminals: what reaches the program, its log and its exit code. */
interface TerminalStartContract {
    /** What a multiplexer or a shell might take for more than text. */
    List<String> HOSTILE = List.of(
            "",
            "-x",
            "--",
            ";",
            "a;",
            "\\;",
            "#{pane_id}",
            "#(touch x)",
            "$(touch x)",
            "`touch x`",
            "$HOME",
            "~",
            "~root",
            "a\nb",
            "\t\r\u001b[31m",
            "'",
            "\"",
            "\\",
            "\\n",
            "%1",
            "%%",
            "{}",
            "ä€😀",
            " ",
            "*",
            "x=y",
            "\u007f\u0001",
            "long ".repeat(10_000));

    @Test
    default void start_programThatEndsAtOnce_isLoggedFromItsFirstByte(TerminalFixture fixture) {
        for (int i = 0; i < 10; i++) {
            fixture.start("t" + i, "printf", "first-%s-last", Integer.toString(i));
        }

        for (int i = 0; i < 10; i++) {
            assertThat(fixture.awaitExit("t" + i)).isEqualTo("0");
            fixture.awaitLog("t" + i, "-last");
            assertThat(fixture.read("t" + i + ".log")).isEqualTo("first-" + i + "-last");
        }
    }

    @Test
    default void start_programEnds_itsCodeIsInItsFile(TerminalFixture fixture) {
        fixture.script("ended", "exit 7");

        assertThat(fixture.awaitExit("ended")).isEqualTo("7");
    }

    @Test
    default void start_programDiesOfASignal_itsCodeIs128AndTheSignal(TerminalFixture fixture) {
        fixture.script("dead", "kill -SEGV $$; sleep 1000");

        assertThat(fixture.awaitExit("dead")).isEqualTo("139");
    }

    @Test
    default void start_programIsMissing_endsWith127AndSaysSo(TerminalFixture fixture) {
        fixture.start("missing", "no-such-program-here");

        assertThat(fixture.awaitExit("missing")).isEqualTo("127");
        fixture.awaitLog("missing", "no-such-program-here");
    }

    @Test
    default void start_hostileArguments_arriveByteForByte(TerminalFixture fixture) {
        List<String> command = new ArrayList<>(
                List.of("sh", "-c", "for each in \"$@\"; do printf '%s\\000' \"$each\"; done > arguments", "sh"));
        command.addAll(HOSTILE);
        fixture.start("hostile", command.toArray(String[]::new));

        assertThat(fixture.awaitExit("hostile")).isEqualTo("0");
        assertThat(fixture.read("arguments")).isEqualTo(String.join("\0", HOSTILE) + "\0");
    }

    @Test
    default void start_hostileNames_areUsedAsTheyAre(TerminalFixture fixture) throws IOException {
        String name = "a #{pane_id} %Y 'q' \"d\" $(x);ä";
        Files.createDirectory(fixture.outside(name));
        fixture.multiplexer()
                .start(new TerminalSpec(
                        new TerminalId("names"),
                        "#{title};$(touch x)\n-t",
                        List.of("pwd"),
                        Map.of(),
                        fixture.inside(name),
                        TerminalSize.DEFAULT,
                        fixture.inside(name + "/log;"),
                        fixture.inside(name + "/exit #d")));

        fixture.awaitFile(name + "/exit #d", "0");
        fixture.awaitFile(name + "/log;", fixture.inside(name));
    }

    @Test
    default void start_environmentAndDirectory_reachTheProgram(TerminalFixture fixture) {
        fixture.multiplexer()
                .start(fixture.spec(
                        "env",
                        "title",
                        List.of("sh", "-c", "printf %s \"$VALUE\" > value"),
                        Map.of("VALUE", "a;b #{c} $(d) ä\n"),
                        TerminalSize.DEFAULT));

        assertThat(fixture.awaitExit("env")).isEqualTo("0");
        assertThat(fixture.read("value")).isEqualTo("a;b #{c} $(d) ä\n");
    }

    @Test
    default void start_size_isTheProgramsFromTheBeginning(TerminalFixture fixture) {
        fixture.multiplexer()
                .start(fixture.spec("size", "title", List.of("stty", "size"), Map.of(), new TerminalSize(91, 23)));

        fixture.awaitLog("size", "23 91");
    }

    @Test
    default void start_logIsThereAlready_isAppendedTo(TerminalFixture fixture) throws IOException {
        Files.writeString(fixture.outside("log.log"), "before ");
        fixture.start("log", "printf", "after");

        fixture.awaitLog("log", "after");
        assertThat(fixture.read("log.log")).isEqualTo("before after");
    }

    @Test
    default void start_sameIdAgain_isAConflictAndTheFirstGoesOn(TerminalFixture fixture) {
        TerminalId first = fixture.start("twice", "cat");

        assertThatThrownBy(() -> fixture.start("twice", "cat")).isInstanceOf(ConflictException.class);
        assertThat(fixture.info(first).ended()).isFalse();
    }

    @Test
    default void start_nulInAnArgument_isRefusedAndLeavesNone(TerminalFixture fixture) {
        assertThatThrownBy(() -> fixture.start("nul", "echo", "a\0b")).isInstanceOf(HeadjackException.class);
        assertThat(fixture.multiplexer().list()).isEmpty();
    }

    @Test
    default void start_interrupted_keepsTheFlagAndLeavesNone(TerminalFixture fixture) {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fixture.start("late", "cat")).isInstanceOf(HeadjackInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.multiplexer().list()).isEmpty();
    }
}
