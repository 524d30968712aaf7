package io.headjack.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ProcessRunnerTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final ProcessRunner runner = new ProcessRunner();
    private final List<String> heard = new ArrayList<>();
    private final BoundedOutput output = new BoundedOutput(1_000_000);

    private ProcessResult run(String script, @Nullable ProcessInput input, Duration timeout) throws IOException {
        return runner.run(new ProcessRequest(
                List.of("sh", "-c", script),
                directory,
                name -> name.equals("PATH"),
                Map.of("ADDED", "value"),
                input,
                output,
                timeout,
                this::isNews));
    }

    private boolean isNews(String line) {
        heard.add(line);
        return line.startsWith("news");
    }

    private String printed() {
        return new String(output.toByteArray(), StandardCharsets.UTF_8);
    }

    @Test
    void run_program_returnsOutputErrorsAndCode() throws IOException {
        ProcessResult result = run("pwd; echo \"$ADDED/$HOME\"; echo bad >&2; exit 3", null, LONG);

        assertThat(result).isEqualTo(new ProcessResult(3, "bad\n"));
        assertThat(printed()).isEqualTo(directory.toRealPath() + "\nvalue/\n");
    }

    @Test
    void run_news_areHeardAndNoErrors() throws IOException {
        ProcessResult result = run("printf 'news 1\\rnews 2\\rnews 3\\nbad\\nhalf' >&2", null, LONG);

        assertThat(heard).containsExactly("news 1", "news 2", "news 3", "bad", "half");
        assertThat(result.errors()).isEqualTo("bad\nhalf");
    }

    @Test
    void run_withoutInput_isAtTheEndOfInput() throws IOException {
        assertThat(run("cat; echo end", null, LONG).exitCode()).isZero();
        assertThat(printed()).isEqualTo("end\n");
    }

    @Test
    void run_largeInput_passesThrough() throws IOException {
        byte[] bytes = new byte[900_000];

        run("cat", stdin -> stdin.write(bytes), LONG);

        assertThat(output.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void run_programThatDoesNotRead_isJudgedByItsCode() throws IOException {
        assertThat(run("exit 4", stdin -> stdin.write(new byte[900_000]), LONG).exitCode())
                .isEqualTo(4);
    }

    @Test
    void run_tooMuchErrorOutput_keepsTheBeginning() throws IOException {
        assertThat(run("head -c 1000000 /dev/zero >&2", null, LONG).errors()).hasSizeBetween(1, 20_000);
    }

    @Test
    void run_tooMuchOutput_isKilledAndSaysSo() {
        assertThatThrownBy(() -> run("cat /dev/zero", null, LONG)).isInstanceOf(OutputTooLargeException.class);
    }

    @Test
    void run_deadline_killsChildrenToo() throws Exception {
        Path pid = directory.resolve("pid");
        String script = "sleep 1000 & echo $! > '" + pid + "'; wait";

        assertThatThrownBy(() -> run(script, null, Duration.ofSeconds(1)))
                .isInstanceOf(HeadjackTimeoutException.class)
                .hasMessageContaining("PT1S");

        long child = Long.parseLong(java.nio.file.Files.readString(pid).strip());
        ProcessHandle.of(child).ifPresent(left -> left.onExit().join());
        assertThat(ProcessHandle.of(child).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void run_deadline_letsTheProgramClearUp() {
        Path left = directory.resolve("left");
        String script = "touch '" + left + "'; trap \"rm '" + left + "'; exit 1\" TERM; sleep 1000 & wait";

        assertThatThrownBy(() -> run(script, null, Duration.ofSeconds(1))).isInstanceOf(HeadjackTimeoutException.class);

        assertThat(left).doesNotExist();
    }

    @Test
    void run_deadlineAndDeafProgram_isKilled() {
        assertThatThrownBy(() -> run("trap '' TERM; while :; do sleep 1000; done", null, Duration.ofSeconds(1)))
                .isInstanceOf(HeadjackTimeoutException.class);

        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .as("what the test's own program left")
                .noneMatch(each -> each.info().commandLine().orElse("").contains("sleep 1000"));
    }

    @Test
    void run_interrupted_killsAndKeepsTheFlag() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run("sleep 1000", null, LONG)).isInstanceOf(HeadjackInterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void run_missingProgram_isAnIoException() {
        ProcessRequest request = new ProcessRequest(
                List.of("no-such-program-anywhere"),
                directory,
                name -> true,
                Map.of(),
                null,
                output,
                LONG,
                line -> false);

        assertThatThrownBy(() -> runner.run(request))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program-anywhere");
    }

    @Test
    void start_program_runsUntilItIsKilled() throws Exception {
        Process process = runner.start(List.of("sh", "-c", "echo $ADDED; cat"), directory, Map.of("ADDED", "value"));

        assertThat(process.inputReader().readLine()).isEqualTo("value");
        runner.kill(process);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
