package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.TerminalSize;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineCommandTest {
    private final EngineRuntime runtime = TestEngine.runtime(Path.of("/run/x.sock"), progress -> {});

    @Test
    void execCommand_wholeSpec_isOneArgumentEach() {
        ExecSpec spec = ExecSpec.of("sh", "-c", "echo $A; exit")
                .environment(Map.of("B", "x y", "A", "1"))
                .workingDirectory("/work space")
                .user("1:2")
                .terminal(TerminalSize.DEFAULT);

        assertThat(runtime.execCommand(new ContainerId("abc"), spec))
                .containsExactly(
                        "docker",
                        "-H",
                        "unix:///run/x.sock",
                        "exec",
                        "-i",
                        "-t",
                        "--detach-keys",
                        UndetachableExec.KEYS,
                        "-e",
                        "A=1",
                        "-e",
                        "B=x y",
                        "-w",
                        "/work space",
                        "-u",
                        "1:2",
                        "abc",
                        "sh",
                        "-c",
                        "echo $A; exit");
    }

    @Test
    void execCommand_plainStreams_hasNoTerminal() {
        assertThat(runtime.execCommand(new ContainerId("abc"), ExecSpec.of("true")))
                .containsExactly("docker", "-H", "unix:///run/x.sock", "exec", "-i", "abc", "true");
    }
}
