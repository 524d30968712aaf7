package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.AttachMode;
import io.headjack.Delivery;
import io.headjack.Key;
import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalId;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Typing into terminals of a real tmux, and reading their screens. */
@RequiresTool("tmux")
class TmuxTypingIT {
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

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 4_096, 5_000, 131_072, 131_073, 1_048_576})
    void send_anySize_arrivesByteForByte(int size) throws IOException {
        String text = text(size);
        TerminalId id = startRawReader("raw", size);
        fixture.tmux().send(id, text);
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(Files.readAllBytes(fixture.path("typed"))).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void send_everyControlCharacter_arrivesByteForByte() throws IOException {
        StringBuilder text = new StringBuilder("-x;\\;#{pane_id}$(x)~");
        for (char each = 0; each < 256; each++) {
            text.append(each);
        }
        byte[] bytes = text.toString().getBytes(UTF_8);
        TerminalId id = startRawReader("raw", bytes.length);
        fixture.tmux().send(id, text.toString());
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(Files.readAllBytes(fixture.path("typed"))).isEqualTo(bytes);
    }

    @Test
    void send_programThatAsksForBracketedPaste_getsBrackets() throws IOException {
        TerminalId id = fixture.start(
                "bracketed", "sh", "-c", "stty raw -echo; printf '\\033[?2004hready'; head -c 15 > typed");
        // tmux has seen the request for brackets when it shows what came after it.
        TmuxFixture.awaitTrue(() -> fixture.tmux().screen(id).text().contains("ready"));
        fixture.tmux().send(id, "a\nb");
        assertThat(fixture.awaitExit("bracketed")).isEqualTo("0");
        assertThat(Files.readString(fixture.path("typed"))).isEqualTo("\u001b[200~a\nb\u001b[201~");
    }

    @Test
    void send_paneInCopyMode_arrivesAllTheSame() throws IOException {
        TerminalId id = startRawReader("raw", 3);
        fixture.run("tmux", "-S", fixture.socket(), "copy-mode", "-t", "=raw:");
        fixture.tmux().send(id, "abc");
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
    }

    @Test
    void send_moreThanTheLimit_isRefused() {
        TerminalId id = fixture.start("cat", "cat");
        assertThatThrownBy(() -> fixture.tmux().send(id, "x".repeat(1_048_577)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("1048576");
    }

    @Test
    void send_halfASurrogatePair_isRefused() {
        TerminalId id = fixture.start("cat", "cat");
        assertThatThrownBy(() -> fixture.tmux().send(id, "\ud83d")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void send_lineThatWouldBeCut_isRefusedWithItsLength() {
        TerminalId id = fixture.start("cat", "cat");
        fixture.tmux().send(id, "x".repeat(4095) + "\n" + "y".repeat(4095));
        assertThatThrownBy(() -> fixture.tmux().send(id, "short\n" + "é".repeat(2048)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("a line of 4096 bytes")
                .hasMessageContaining("4095");
        assertThatThrownBy(() -> fixture.tmux().submit(id, "z".repeat(4096)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void send_longestLineThatIsNotCut_arrivesWhole() throws IOException {
        TerminalId id = fixture.start("line", "sh", "-c", "head -n 1 > typed");
        fixture.tmux().submit(id, "x".repeat(4095));
        assertThat(fixture.awaitExit("line")).isEqualTo("0");
        assertThat(Files.readString(fixture.path("typed"))).isEqualTo("x".repeat(4095) + "\n");
    }

    @Test
    void send_inputThatSomebodySwitchedOff_isRefusedAndNotSwallowed() throws IOException {
        TerminalId id = fixture.start("line", "sh", "-c", "read -r line; echo \"got $line\"");
        fixture.run("tmux", "-S", fixture.socket(), "select-pane", "-d", "-t", "=line:");
        assertThatThrownBy(() -> fixture.tmux().submit(id, "one"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("switched off");
        fixture.run("tmux", "-S", fixture.socket(), "select-pane", "-e", "-t", "=line:");
        fixture.tmux().submit(id, "two");
        fixture.awaitText(fixture.log("line"), "got two");
    }

    @Test
    void submit_anySize_isTheTextAndReturn() throws IOException {
        String text = text(200_000);
        TerminalId id = startRawReader("raw", 200_001);
        assertThat(fixture.tmux().submit(id, text)).isEqualTo(Delivery.PASTED);
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(Files.readString(fixture.path("typed"))).isEqualTo(text + "\r");
    }

    @Test
    void submit_nothing_isReturn() throws IOException {
        TerminalId id = startRawReader("raw", 1);
        fixture.tmux().submit(id, "");
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(Files.readString(fixture.path("typed"))).isEqualTo("\r");
    }

    @Test
    void submit_byManyAtOnce_keepsEachReturnWithItsText() throws Exception {
        int count = 200;
        List<String> texts =
                IntStream.range(0, count).mapToObj(i -> "text-" + i).toList();
        int bytes = texts.stream().mapToInt(each -> each.length() + 1).sum();
        TerminalId id = startRawReader("raw", bytes);
        try (Multiplexer other = new TmuxProvider().open(fixture)) {
            texts.parallelStream()
                    .forEach(each -> (each.hashCode() % 2 == 0 ? fixture.tmux() : other).submit(id, each));
        }
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(Files.readString(fixture.path("typed")).split("\r")).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void send_endedTerminal_isRefusedAndTheServerGoesOn() {
        TerminalId other = fixture.start("other", "cat");
        TerminalId id = fixture.start("ended", "true");
        TmuxFixture.awaitTrue(() -> fixture.info(id).ended());
        assertThatThrownBy(() -> fixture.tmux().send(id, "x")).isInstanceOf(OperationFailedException.class);
        assertThatThrownBy(() -> fixture.tmux().keys(id, List.of(Key.ENTER)))
                .isInstanceOf(OperationFailedException.class);
        assertThat(fixture.info(other).ended()).isFalse();
    }

    @Test
    void send_unknownTerminal_isNotFound() {
        assertThatThrownBy(() -> fixture.tmux().send(new TerminalId("none"), "x"))
                .isInstanceOf(NotFoundException.class);
        fixture.start("some", "cat");
        assertThatThrownBy(() -> fixture.tmux().send(new TerminalId("none"), "x"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void keys_enterAfterText_submitsALine() {
        TerminalId id = fixture.start("line", "sh", "-c", "read -r line; echo \"got $line\"");
        fixture.tmux().send(id, "hello");
        fixture.tmux().keys(id, List.of(Key.ENTER));
        fixture.awaitText(fixture.log("line"), "got hello");
    }

    @Test
    void keys_paneInCopyMode_leavesItFirst() throws IOException {
        TerminalId id = fixture.start("line", "sh", "-c", "read -r line; echo got");
        fixture.run("tmux", "-S", fixture.socket(), "copy-mode", "-t", "=line:");
        fixture.tmux().keys(id, List.of(Key.ENTER));
        fixture.awaitText(fixture.log("line"), "got");
    }

    @Test
    void keys_all_haveNamesThatTmuxKnows() throws IOException {
        TerminalId id = startRawReader("raw", 35);
        fixture.tmux().keys(id, List.of(Key.values()));
        assertThat(fixture.awaitExit("raw")).isEqualTo("0");
        assertThat(Files.readString(fixture.path("typed")))
                .isEqualTo("\r\u001b\t\u007f\u001b[A\u001b[B\u001b[D\u001b[C\u001b[5~\u001b[6~\u001b[1~\u001b[4~"
                        + "\u0003\u0004\u001a");
    }

    @Test
    void keys_ctrlC_endsTheProgramAndItsCodeIsRecorded() {
        TerminalId id = fixture.start("sleep", "sh", "-c", "echo ready; exec sleep 1000");
        fixture.awaitText(fixture.log("sleep"), "ready");
        fixture.tmux().keys(id, List.of(Key.CTRL_C));
        assertThat(fixture.awaitExit("sleep")).isEqualTo("130");
    }

    @Test
    void keys_ctrlCHandledByTheProgram_letsItGoOn() {
        TerminalId id = fixture.start(
                "handler",
                "sh",
                "-c",
                "trap 'echo caught' INT; echo ready; read -r a; read -r a; echo \"read $a\"; exit 5");
        fixture.awaitText(fixture.log("handler"), "ready");
        fixture.tmux().keys(id, List.of(Key.CTRL_C));
        fixture.awaitText(fixture.log("handler"), "caught");
        fixture.tmux().send(id, "more\nmore\n");
        assertThat(fixture.awaitExit("handler")).isEqualTo("5");
    }

    @Test
    void keys_ctrlZ_stopsNoProgramThatNobodyCouldResume() {
        TerminalId id = fixture.start("stopped", "sh", "-c", "echo ready; read -r line; echo \"got $line\"");
        fixture.awaitText(fixture.log("stopped"), "ready");
        fixture.tmux().keys(id, List.of(Key.CTRL_Z));
        fixture.tmux().send(id, "on\n");
        fixture.awaitText(fixture.log("stopped"), "got ");
        assertThat(fixture.awaitExit("stopped")).isEqualTo("0");
    }

    @Test
    @RequiresTool("bash")
    void keys_ctrlZInAShellWithJobControl_suspendsItsJob() throws IOException {
        // Starts no program after that: a shell that is just doing so by vfork when it is stopped never says that it
        // was.
        Files.writeString(fixture.path("job"), "mkfifo go; echo ready; read -r line < go; exit 9");
        TerminalId id = new TerminalId("bash");
        fixture.tmux().start(fixture.spec("bash", Map.of("PS1", "prompt>"), "bash", "--norc", "-i"));
        awaitPrompt(id);
        type(id, "sh job");
        fixture.awaitText(fixture.log("bash"), "ready");
        fixture.tmux().keys(id, List.of(Key.CTRL_Z));
        fixture.awaitText(fixture.log("bash"), "Stopped");
        awaitPrompt(id);
        type(id, "fg; exit $?");
        Files.writeString(fixture.path("go"), "on\n");
        assertThat(fixture.awaitExit("bash")).isEqualTo("9");
    }

    @Test
    void screen_showsWhatAPersonWouldSee() {
        fixture.start(
                "screen",
                "sh",
                "-c",
                "printf '\\033]2;tïtle;x\\007\\033[31mrot \\033[0m ä€😀   \\n%%end 1 2 3\\n\\n x'; cat");
        TerminalId id = new TerminalId("screen");
        TmuxFixture.awaitTrue(() -> fixture.tmux().screen(id).text().endsWith(" x"));
        Screen screen = fixture.tmux().screen(id);
        assertThat(screen.size()).isEqualTo(TerminalSize.DEFAULT);
        assertThat(screen.lines())
                .hasSize(TerminalSize.DEFAULT.rows())
                .startsWith("rot  ä€😀", "%end 1 2 3", "", " x", "");
        assertThat(screen.cursorRow()).isEqualTo(3);
        assertThat(screen.cursorColumn()).isEqualTo(2);
        assertThat(screen.title()).isEqualTo("tïtle;x");
    }

    @Test
    void screen_endedTerminal_isStillThere() {
        TerminalId id = fixture.start("ended", "echo", "last words");
        TmuxFixture.awaitTrue(() -> fixture.info(id).ended());
        assertThat(fixture.tmux().screen(id).text()).contains("last words");
    }

    @Test
    void attachCommand_namesTheTerminalExactly() {
        TerminalId id = fixture.start("attach", "cat");
        assertThat(fixture.tmux().attachCommand(id, AttachMode.INTERACTIVE))
                .containsSubsequence("tmux", "-u", "-S", fixture.socket(), "attach-session", "-t", "=attach")
                .doesNotContain("-r");
        assertThat(fixture.tmux().attachCommand(id, AttachMode.READ_ONLY)).contains("-r");
    }

    @Test
    void attach_programEnds_givesTheTerminalBack() {
        TerminalId id = fixture.start("attach", "head", "-n", "1");
        try (RuntimeProcess person = attach(id)) {
            TmuxFixture.awaitTrue(() -> fixture.info(id).attached() == 1);
            fixture.tmux().keys(id, List.of(Key.ENTER));
            assertThat(person.await(Duration.ofSeconds(20)).code()).isZero();
        }
        assertThat(fixture.info(id).ended()).isTrue();
    }

    @Test
    void attach_programHasEnded_givesTheTerminalBack() {
        TerminalId id = fixture.start("attach", "true");
        TmuxFixture.awaitTrue(() -> fixture.info(id).ended());
        try (RuntimeProcess person = attach(id)) {
            assertThat(person.await(Duration.ofSeconds(20)).code()).isZero();
        }
    }

    private RuntimeProcess attach(TerminalId id) {
        return fixture.exec(ExecSpec.of("tmux", "-S", fixture.socket(), "attach-session", "-t", "=" + id)
                .environment(Map.of("TERM", "xterm"))
                .terminal(TerminalSize.DEFAULT));
    }

    /** Before it prompts, a shell has the terminal in another mode, in which Enter is another character. */
    private void awaitPrompt(TerminalId id) {
        TmuxFixture.awaitTrue(() -> fixture.tmux().screen(id).text().endsWith("prompt>"));
    }

    private void type(TerminalId id, String line) {
        fixture.tmux().send(id, line);
        fixture.tmux().keys(id, List.of(Key.ENTER));
    }

    private TerminalId startRawReader(String id, int bytes) {
        TerminalId started =
                fixture.start(id, "sh", "-c", "stty raw -echo; echo ready > ready; exec head -c " + bytes + " > typed");
        fixture.awaitText(fixture.path("ready"), "ready");
        return started;
    }

    private static String text(int size) {
        String pattern = "line\nän $HOME ~ \\ \" ' ; #{x}\t\r";
        StringBuilder text = new StringBuilder();
        int bytes = 0;
        int patternBytes = pattern.getBytes(UTF_8).length;
        while (bytes + patternBytes <= size) {
            text.append(pattern);
            bytes += patternBytes;
        }
        return text.append("z".repeat(size - bytes)).toString();
    }
}
