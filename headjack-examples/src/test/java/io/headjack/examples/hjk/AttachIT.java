package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hjk attach} on a real terminal, to sessions of the runtime without isolation. */
@RequiresTool({"git", "tmux", "script"})
@Timeout(600)
class AttachIT {

    @TempDir
    Path directory;

    private WorkSession work;
    private Session session;
    private HjkScript hjk;

    @BeforeEach
    void startSession() throws IOException {
        work = new WorkSession(directory, "local");
        session = work.session();
        hjk = work.hjk();
    }

    @AfterEach
    void removeAll() {
        work.close();
    }

    @Test
    void attach_onATerminal_asksItNothingAndGivesItBackAsItWas() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.remember();
            String start = attach(terminal);
            assertThat(start).doesNotContain("\u001b[c", "\u001b[6n", "$p", "\u001b[?u", "\u001b]");

            terminal.type("echo Grü''ße; stty size\r");
            terminal.await("Grüße");
            terminal.await("24 80");
            terminal.resize(91, 21);
            terminal.type("until [ \"$(stty size)\" = '21 91' ]; do :; done; echo res''ized\r");
            terminal.await("resized");
            terminal.type("\u0002d");
            assertThat(terminal.await("Detached from session work")).contains("\u001b[?1049l");
            terminal.awaitAsBefore();
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        }
    }

    @Test
    void attach_insideAnotherTmux_theOuterPrefixTwiceDetachesAndLeavesTheOuterAlive() throws Exception {
        try (HostTmux outer = new HostTmux(directory, 80, 24);
                HostTerminal terminal = open(80, 24)) {
            terminal.type(outer.attachCommand() + "\r");
            terminal.await("host>");
            outer.type(hjk.command() + "attach b work");
            terminal.type("\r");
            outer.await("inside>");
            terminal.type("echo thr''ough\r");
            outer.await("through");
            terminal.type("\u0002\u0002");
            terminal.type("d");
            outer.await("Detached from session work");
            terminal.type("echo out''side\r");
            outer.await("outside");
            assertThat(outer.value("#{session_attached}")).isEqualTo("1");
            assertThat(session.info().attached()).isFalse();

            terminal.type("\u0002d");
            terminal.await("[detached (from session ");
            assertThat(outer.screen()).contains("outside");
        }
    }

    @Test
    void attach_keysAfterTheDetaching_areForTheShell() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            attach(terminal);
            terminal.type("\u0002d");
            terminal.await("Detached from session work");
            terminal.type("echo f''or the shell\r");
            terminal.await("for the shell");
        }
    }

    @Test
    void attach_programEnds_saysHow() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            attach(terminal);
            terminal.type("exit 5\r");
            terminal.await("Session work ended with exit code 5");
        }
    }

    @Test
    void attach_readOnly_typesNothing() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.type(hjk.command() + "attach b work --read-only\r");
            terminal.await("inside>");
            terminal.type("exit\r");
            terminal.type("\u0002d");
            terminal.await("Detached from session work");
            assertThat(session.screen().text()).doesNotContain("exit");
        }
    }

    @Test
    void attach_mouse_reachesTheProgramThatAskedForIt() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            attach(terminal);
            terminal.type("printf '\\033[?1000h\\033[?1006h'; cat -v\r");
            terminal.await("\u001b[?1006h");
            terminal.type("\u001b[<0;10;5M\u001b[<0;10;5m\r");
            terminal.await("^[[<0;10;5M^[[<0;10;5m");
            terminal.type("\u0002d");
            assertThat(terminal.await("Detached from session work")).contains("\u001b[?1006l", "\u001b[?1049l");
        }
    }

    @Test
    void attach_inARealTmux_showsColoursAndUnicodeAndGivesItBack() throws Exception {
        try (HostTmux tmux = new HostTmux(directory, 70, 15)) {
            tmux.type(hjk.command() + "attach b work");
            tmux.keys("Enter");
            tmux.await("inside>");
            tmux.type("printf '\\033[38;5;208mor''ange\\033[m Grü''ße 日''本 👩\\n'; stty size");
            tmux.keys("Enter");
            assertThat(tmux.await("15 70")).contains("\u001b[38;5;208morange", "Grüße 日本 👩");
            tmux.resize(61, 13);
            tmux.type("until [ \"$(stty size)\" = '13 61' ]; do :; done; echo res''ized");
            tmux.keys("Enter");
            tmux.await("resized");
            tmux.type("cat");
            tmux.keys("Enter", "C-c");
            tmux.await("^C");
            assertThat(tmux.value("#{alternate_on}")).isEqualTo("1");

            tmux.keys("C-b", "d");
            tmux.await("Detached from session work");
            assertThat(tmux.value("#{alternate_on} #{mouse_any_flag} #{cursor_flag}"))
                    .isEqualTo("0 0 1");
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        }
    }

    @Test
    void attach_fromTwoTmuxes_theLastWhoTypedHasTheSize() throws Exception {
        try (HostTmux small = new HostTmux(directory, 50, 12);
                HostTmux large = new HostTmux(directory, 110, 35)) {
            for (HostTmux each : List.of(small, large)) {
                each.type(hjk.command() + "attach b work");
                each.keys("Enter");
                each.await("inside>");
            }
            small.type("until [ \"$(stty size)\" = '12 50' ]; do :; done; echo sm''all");
            small.keys("Enter");
            small.await("small");
            large.type("until [ \"$(stty size)\" = '35 110' ]; do :; done; echo lar''ge");
            large.keys("Enter");
            large.await("large");
            small.await("large");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void attach_endedByASignal_givesTheTerminalBackAndTheSessionGoesOn(String signal) throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.remember();
            attach(terminal);
            hjk.signal(signal);
            terminal.await("\u001b[?1049l");
            terminal.awaitAsBefore();
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
            assertThat(session.info().attached()).isFalse();
        }
    }

    @Test
    void attach_killed_isNoKeyForTheSession() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            attach(terminal);
            hjk.signal("KILL");
            terminal.await("code=137");
            awaitNobodyAttached();
            session.submit("echo go''es on");
            try (HostTerminal again = open(80, 24)) {
                again.type(hjk.command() + "attach b work\r");
                again.await("goes on");
                assertThat(session.screen().text()).doesNotContain("exit", "^D");
            }
        }
    }

    @Test
    void attach_tmuxKilled_endsOnAUsableTerminal() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.remember();
            attach(terminal);
            terminal.type("kill -9 $(tmux display-message -p '#{pid}')\r");
            assertThat(terminal.await("Session work ended")).contains("\u001b[?1049l");
            terminal.awaitAsBefore();
        }
    }

    @Test
    void agent_startedOnATerminal_isSeenAtOnce_unlessItSaysOtherwise() throws Exception {
        Path config = Files.writeString(directory.resolve("config.yaml"), """
                agents:
                  seen: {command: [sh, -c, 'echo it is ""seen; exec sleep 600']}
                  unseen: {command: [sh, -c, 'echo it is ""unseen; exec sleep 600'], auto_attach: false}
                """);
        try (HostTerminal terminal = new HostTerminal(80, 24, Map.of("HEADJACK_CONFIG", config.toString()))) {
            terminal.await("host>");
            terminal.remember();
            terminal.type(hjk.command() + "agent b unseen --name alone; echo code=$?\r");
            terminal.await("code=$?");
            assertThat(terminal.await("code=0"))
                    .contains("Created session alone in instance ", " (detached)")
                    .doesNotContain("it is unseen", "\u001b[?1049h");

            terminal.type(hjk.command() + "agent b seen --name shown; echo code=$?\r");
            assertThat(terminal.await("it is seen")).contains("\u001b[?1049h");
            terminal.type("\u0002d");
            terminal.await("Detached from session shown");
            terminal.await("code=0");
            terminal.awaitAsBefore();

            terminal.type(hjk.command() + "run b --agent unseen; echo code=$?\r");
            terminal.await("code=$?");
            assertThat(terminal.await("code=0")).contains(" (detached)").doesNotContain("\u001b[?1049h");
        }
    }

    private String attach(HostTerminal terminal) throws Exception {
        terminal.type(hjk.command() + "attach b work; echo code=$?\r");
        terminal.await("code=$?");
        return terminal.await("inside>");
    }

    /** Nothing tells when a terminal was hung up. */
    private void awaitNobodyAttached() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (session.info().attached() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(session.info().attached()).isFalse();
    }

    private static HostTerminal open(int columns, int rows) throws Exception {
        HostTerminal terminal = new HostTerminal(columns, rows, Map.of());
        terminal.await("host>");
        return terminal;
    }
}
