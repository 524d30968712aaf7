package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tab, pressed in a real zsh. */
@RequiresTool("zsh")
@Timeout(120)
class ZshCompletionIT {
    @Test
    void tab_inZsh_completesVerbsAndNames(@TempDir Path home) throws Exception {
        String script = HjkRun.piped(new FakeHeadjack(), "completion", "zsh").out();
        Files.writeString(home.resolve(".zshrc"), script + """
                hjk() { printf '%s\\n' feat/auth 'odd $(name)'; }
                PS1='ready>'
                """);
        try (HostTerminal terminal =
                new HostTerminal(100, 24, Map.of("ZDOTDIR", home.toString(), "HOME", home.toString()))) {
            terminal.type("exec zsh -o no_global_rcs\r");
            terminal.await("ready>");
            terminal.type("hjk atta\t");
            terminal.await("ch");
            terminal.type(" fe\t");
            assertThat(terminal.await("feat/auth")).doesNotContain("odd");
            terminal.type(" od\t");
            terminal.await("odd\\ \\$\\(name\\)");
        }
    }
}
