package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hjk exec --no-mux}, and a signal that ends it. */
@RequiresTool({"git", "tmux"})
@Timeout(300)
class ExecIT {
    @TempDir
    Path directory;

    private WorkSession work;

    @BeforeEach
    void makeInstance() throws IOException {
        work = new WorkSession(directory, "local");
    }

    @AfterEach
    void removeAll() {
        work.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void direct_endedByASignal_endsTheProgramInside(String signal) throws Exception {
        // A build in the background of a shell ignores INT, and so would all that it starts.
        Process hjk = new ProcessBuilder(
                        "env",
                        "--default-signal=INT,TERM",
                        "sh",
                        "-c",
                        work.hjk().command() + "exec --no-mux b sh -c 'echo $$; exec sleep 1000'")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = hjk.inputReader()) {
            ProcessHandle inside =
                    ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();

            work.hjk().signal(signal);

            assertThat(hjk.waitFor(1, TimeUnit.MINUTES)).isTrue();
            inside.onExit().get(1, TimeUnit.MINUTES);
        } finally {
            hjk.destroyForcibly();
        }
    }
}
