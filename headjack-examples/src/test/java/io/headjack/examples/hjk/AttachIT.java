package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
@Timeout(180)
class AttachIT {

    @TempDir
    Path directory;

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;
    private Session session;
    private String hjk;

    @BeforeEach
    void startSession() throws IOException {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .runtime("local")
                .open();
        instance = headjack.instances().in(repository.directory()).branch("b").ensure();
        session = instance.sessions()
                .command("env", "PS1=inside>", "bash", "--norc", "--noprofile")
                .name("work")
                .start();
        hjk = writeScript();
    }

    @AfterEach
    void removeAll() {
        instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        headjack.close();
        repository.close();
    }

    @Test
    void attach_onATerminal_asksItNothingAndGivesItBackAsItWas() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.type("before=$(stty -g)\r");
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
            awaitAsBefore(terminal);
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        }
    }

    @Test
    void attach_insideAnotherTmux_works() throws Exception {
        try (HostTerminal terminal = new HostTerminal(80, 24, Map.of("TMUX", "/nowhere,1,0", "TMUX_PANE", "%0"))) {
            terminal.await("host>");
            attach(terminal);
            terminal.type("\u0002d");
            terminal.await("Detached from session work");
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
            terminal.type(hjk + "attach b work --read-only\r");
            terminal.await("inside>");
            terminal.type("exit\r");
            terminal.type("\u0002d");
            terminal.await("Detached from session work");
            assertThat(session.screen().text()).doesNotContain("exit");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP", "INT"})
    void attach_endedByASignal_givesTheTerminalBackAndTheSessionGoesOn(String signal) throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.type("before=$(stty -g)\r");
            attach(terminal);
            signal(signal);
            terminal.await("\u001b[?1049l");
            awaitAsBefore(terminal);
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
            assertThat(session.info().attached()).isFalse();
        }
    }

    @Test
    void attach_killed_isNoKeyForTheSession() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            attach(terminal);
            signal("KILL");
            terminal.await("code=137");
            awaitNobodyAttached();
            session.submit("echo go''es on");
            try (HostTerminal again = open(80, 24)) {
                again.type(hjk + "attach b work\r");
                again.await("goes on");
                assertThat(session.screen().text()).doesNotContain("exit", "^D");
            }
        }
    }

    @Test
    void attach_tmuxKilled_endsOnAUsableTerminal() throws Exception {
        try (HostTerminal terminal = open(80, 24)) {
            terminal.type("before=$(stty -g)\r");
            attach(terminal);
            terminal.type("kill -9 $(tmux display-message -p '#{pid}')\r");
            assertThat(terminal.await("Session work ended")).contains("\u001b[?1049l");
            awaitAsBefore(terminal);
        }
    }

    private String attach(HostTerminal terminal) throws Exception {
        terminal.type(hjk + "attach b work; echo code=$?\r");
        terminal.await("code=$?");
        return terminal.await("inside>");
    }

    private void signal(String name) throws Exception {
        String hjk = Files.readString(process()).strip();
        assertThat(new ProcessBuilder("kill", "-s", name, hjk).start().waitFor())
                .isZero();
    }

    /** Nothing tells when a terminal was hung up. */
    private void awaitNobodyAttached() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (session.info().attached() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(session.info().attached()).isFalse();
    }

    /** A script, as a terminal takes no line that is as long as a class path. */
    private String writeScript() throws IOException {
        Path script = directory.resolve("hjk");
        Files.writeString(
                script,
                String.join(
                        " ",
                        "echo $$ >" + quoted(process().toString()) + "; exec",
                        quoted(System.getProperty("java.home") + "/bin/java"),
                        "-XX:TieredStopAtLevel=1 -cp",
                        quoted(System.getProperty("java.class.path")),
                        Hjk.class.getName(),
                        "--repository",
                        quoted(repository.directory().toString()),
                        "--data-dir",
                        quoted(directory.resolve("data").toString()),
                        "\"$@\"\n"));
        return "sh " + quoted(script.toString()) + " ";
    }

    private Path process() {
        return directory.resolve("hjk.pid");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static HostTerminal open(int columns, int rows) throws Exception {
        HostTerminal terminal = new HostTerminal(columns, rows, Map.of());
        terminal.await("host>");
        return terminal;
    }

    private static void awaitAsBefore(HostTerminal terminal) throws Exception {
        terminal.await("host>");
        terminal.type("[ \"$before\" = \"$(stty -g)\" ] && echo as be''fore\r");
        terminal.await("as before");
    }
}
