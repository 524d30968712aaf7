package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.TerminalSize;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, listing and ending terminals of a real tmux. */
@RequiresTool("tmux")
class TmuxTerminalsIT {
    private TmuxFixture fixture;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        fixture = new TmuxFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void start_environmentDirectoryAndSize_reachTheProgram() throws IOException {
        Path place = Files.createDirectory(directory.resolve("a #{pane_id} %Y 'q' ä"));
        fixture.tmux()
                .start(new TerminalSpec(
                        new TerminalId("env"),
                        "#{x};$(y)\n-title",
                        List.of("sh", "-c", "pwd; echo \"$VALUE\"; stty size; exit 3"),
                        Map.of("VALUE", "a;b#{c}ä"),
                        place.toString(),
                        new TerminalSize(91, 23),
                        place.resolve("log '%d' #{q}").toString(),
                        place.resolve("exit '#'").toString()));
        TmuxFixture.awaitTrue(() -> Files.exists(place.resolve("exit '#'")));
        assertThat(TmuxFixture.read(place.resolve("exit '#'"))).isEqualTo("3\n");
        // The log is written by another process, and may lag behind.
        fixture.awaitText(place.resolve("log '%d' #{q}"), "23 91\r\n");
        assertThat(TmuxFixture.read(place.resolve("log '%d' #{q}"))).isEqualTo(place + "\r\na;b#{c}ä\r\n23 91\r\n");
    }

    @Test
    void start_programsThatEndAtOnce_areLoggedWholeWithTheirCodes() {
        for (int i = 0; i < 50; i++) {
            fixture.start("s" + i, "sh", "-c", "printf 'first-%s-last' " + i + "; exit " + i);
        }
        for (int i = 0; i < 50; i++) {
            assertThat(fixture.awaitExit("s" + i)).isEqualTo(Integer.toString(i));
            fixture.awaitText(fixture.log("s" + i), "first-" + i + "-last");
            assertThat(TmuxFixture.read(fixture.log("s" + i))).isEqualTo("first-" + i + "-last");
        }
    }

    @Test
    void start_nameOfAShellBuiltin_runsTheProgram() {
        fixture.start("builtin", "exit", "7");
        assertThat(fixture.awaitExit("builtin")).isEqualTo("127");
    }

    @Test
    void start_argumentsTooLong_areRefused() {
        assertThatThrownBy(() -> fixture.start("long", "echo", "x".repeat(120 * 1024)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("122880");
        assertThat(fixture.tmux().list()).isEmpty();
    }

    @Test
    void start_argumentsUpToTheLimit_areTaken() {
        fixture.start("big", "sh", "-c", "exit $((${#1} / 1024))", "sh", "x".repeat(119 * 1024));
        assertThat(fixture.awaitExit("big")).isEqualTo("119");
    }

    @Test
    void start_nulInAnArgument_isRefused() {
        assertThatThrownBy(() -> fixture.start("nul", "echo", "a\0b")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void list_withoutServer_isEmptyAndStartsNone() {
        assertThat(fixture.tmux().list()).isEmpty();
        assertThat(fixture.path("tmux.sock")).doesNotExist();
    }

    @Test
    void list_runningAndEnded_tellsThemApartWithoutTheKeeper() {
        TerminalId running = fixture.start("running", "cat");
        TerminalId ended = fixture.start("ended", "true");
        TmuxFixture.awaitTrue(() -> fixture.info(ended).ended());
        assertThat(fixture.tmux().list()).extracting(TerminalInfo::id).containsExactlyInAnyOrder(running, ended);
        assertThat(fixture.info(running).ended()).isFalse();
        assertThat(fixture.info(running).attached()).isZero();
    }

    @Test
    void kill_prefixOfAnotherName_leavesTheOther() {
        TerminalId longer = fixture.start("auth2", "cat");
        fixture.tmux().kill(new TerminalId("auth"));
        assertThat(fixture.info(longer).ended()).isFalse();
        assertThatThrownBy(() -> fixture.tmux().screen(new TerminalId("auth"))).isInstanceOf(NotFoundException.class);
        TerminalId shorter = fixture.start("auth", "cat");
        fixture.tmux().kill(shorter);
        assertThat(fixture.tmux().list()).extracting(TerminalInfo::id).containsExactly(longer);
        assertThat(fixture.info(longer).ended()).isFalse();
    }

    @Test
    void kill_withoutServer_doesNothing() {
        assertThatCode(() -> fixture.tmux().kill(new TerminalId("none"))).doesNotThrowAnyException();
    }

    @Test
    void kill_programThatHonoursTerm_recordsItsCode() {
        TerminalId id = fixture.start("term", "sh", "-c", "echo ready; exec sleep 1000");
        fixture.awaitText(fixture.log("term"), "ready");
        fixture.tmux().kill(id);
        assertThat(fixture.awaitExit("term")).isEqualTo("143");
        assertThat(fixture.tmux().list()).isEmpty();
    }

    @Test
    void kill_programThatIgnoresTerm_recordsThatItWasKilled() {
        TerminalId id = fixture.start("stubborn", "sh", "-c", "trap '' TERM; echo ready; sleep 1000");
        fixture.awaitText(fixture.log("stubborn"), "ready");
        fixture.tmux().kill(id);
        assertThat(fixture.awaitExit("stubborn")).isEqualTo("137");
    }

    @Test
    void kill_treeThatIgnoresTermAndDetached_endsAllOfIt() throws IOException {
        TerminalId id = fixture.start(
                "tree",
                "sh",
                "-c",
                "trap '' TERM; (sleep 1001 & echo $! > child); setsid sh -c 'sleep 1002 & echo $! > daemon; exit';"
                        + " echo ready > ready; while :; do sleep 1003; done");
        fixture.awaitText(fixture.path("ready"), "ready");
        fixture.awaitText(fixture.path("daemon"), "\n");
        TerminalId other = fixture.start("other", "cat");
        fixture.tmux().kill(id);
        assertThat(alive("child")).isFalse();
        assertThat(alive("daemon")).isFalse();
        assertThat(fixture.awaitExit("tree")).isEqualTo("137");
        assertThat(fixture.info(other).ended()).isFalse();
    }

    /** Forked twice, in a session of its own, a child of the first process: the environment alone tells. */
    @Test
    void kill_daemon_isFoundByItsEnvironment() throws IOException {
        TerminalId id = fixture.start(
                "daemon",
                "sh",
                "-c",
                "setsid sh -c '(sleep 1004 & echo $! > daemon) & exit' & wait; echo ready > ready; sleep 1005");
        fixture.awaitText(fixture.path("ready"), "ready");
        fixture.awaitText(fixture.path("daemon"), "\n");
        fixture.tmux().kill(id);
        assertThat(alive("daemon")).isFalse();
    }

    @Test
    void kill_clearedEnvironmentInTheTreeOrTheSession_isFoundAllTheSame() throws IOException {
        TerminalId id = fixture.start(
                "cleared",
                "sh",
                "-c",
                "env -i setsid sleep 1006 & echo $! > child; (env -i sleep 1007 & echo $! > orphan);"
                        + " echo ready > ready; sleep 1008");
        fixture.awaitText(fixture.path("ready"), "ready");
        fixture.tmux().kill(id);
        assertThat(alive("child")).isFalse();
        assertThat(alive("orphan")).isFalse();
    }

    /** Nothing is left of where it came from: as docs/concepts.md says, this one runs until the instance stops. */
    @Test
    void kill_daemonThatClearedItsEnvironment_isNotFound() throws IOException {
        TerminalId id = fixture.start(
                "escaped",
                "sh",
                "-c",
                "env -i setsid sh -c 'sleep 1009 & echo $! > escaped' & wait; echo ready > ready; sleep 1010");
        fixture.awaitText(fixture.path("ready"), "ready");
        fixture.awaitText(fixture.path("escaped"), "\n");
        fixture.tmux().kill(id);
        assertThat(alive("escaped")).isTrue();
        fixture.run("kill", "-9", TmuxFixture.read(fixture.path("escaped")).strip());
    }

    @Test
    void kill_byASignalFromInside_isRecordedAsThatSignal() {
        for (String signal : List.of("KILL", "SEGV", "HUP", "TERM")) {
            String id = "signal" + signal.toLowerCase(Locale.ROOT);
            fixture.start(id, "sh", "-c", "kill -" + signal + " $$; sleep 1000");
            int number = Map.of("KILL", 9, "SEGV", 11, "HUP", 1, "TERM", 15).get(signal);
            assertThat(fixture.awaitExit(id)).isEqualTo(Integer.toString(128 + number));
        }
    }

    @Test
    void server_killed_programsAreHungUpAndThatIsRecorded() throws IOException {
        fixture.start("hung", "sh", "-c", "echo ready; exec sleep 1000");
        fixture.awaitText(fixture.log("hung"), "ready");
        fixture.run("tmux", "-S", fixture.socket(), "kill-server");
        assertThat(fixture.awaitExit("hung")).isEqualTo("129");
    }

    private boolean alive(String file) throws IOException {
        Path stat = Path.of("/proc", TmuxFixture.read(fixture.path(file)).strip(), "stat");
        try {
            // The host's first process need not reap what it inherits.
            return !Files.readString(stat).contains(") Z ");
        } catch (NoSuchFileException gone) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exec sleep 1000", "exec sleep 1000 > /dev/null 2>&1", "while :; do echo x; done"})
    void programInside_thatNeverEnds_isGivenUpAtTheDeadline(String script) {
        byte[] more = new byte[1_000_000];
        assertThatThrownBy(() ->
                        InsideProgram.run(fixture, List.of("sh", "-c", script), more, "try", Duration.ofSeconds(1)))
                .isInstanceOf(HeadjackException.class);
    }
}
