package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When {@code hjk} colours and emphasizes: on a terminal whose person has nothing against it. */
@RequiresTool({"git", "script"})
@Timeout(300)
class ColourIT {
    /** What sets a colour or an emphasis begins so, and nothing else that hjk prints without attaching does. */
    private static final String SEQUENCE = "\u001b[";

    @TempDir
    Path directory;

    @Test
    void help_onATerminal_isEmphasized() throws Exception {
        assertThat(shown("--help", Map.of())).contains(SEQUENCE);
    }

    @Test
    void help_noColor_isPlain() throws Exception {
        assertThat(shown("--help", Map.of("NO_COLOR", "1"))).doesNotContain(SEQUENCE);
    }

    @Test
    void help_piped_isPlain() throws Exception {
        assertThat(shown("--help | cat", Map.of())).doesNotContain(SEQUENCE);
    }

    @Test
    void wrongUsage_noColor_isPlain() throws Exception {
        assertThat(shown("pss", Map.of("NO_COLOR", "1"))).contains("pss").doesNotContain(SEQUENCE);
    }

    @Test
    void wrongUsage_piped_isPlain() throws Exception {
        assertThat(shown("pss 2>&1 | cat", Map.of())).contains("pss").doesNotContain(SEQUENCE);
    }

    @Test
    void ps_onATerminal_isPlainWithNoColor() throws Exception {
        assertThat(shown("ps", Map.of("NO_COLOR", "1")))
                .contains("No instances found")
                .doesNotContain(SEQUENCE);
    }

    private String shown(String words, Map<String, String> variables) throws Exception {
        try (TempRepository repository = TempRepository.create();
                HostTerminal terminal = new HostTerminal(80, 50, variables)) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            HjkScript hjk = new HjkScript(directory, repository.directory());
            terminal.await("host>");
            terminal.type(hjk.command() + words + "; echo e''nd\r");
            return terminal.await("end");
        }
    }
}
