package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ps",
                "ls",
                "ps --json",
                "ps run",
                "--data-dir d ps",
                "--data-dir=d ps",
                "--repository run --runtime=r ps -a"
            })
    void verbs_oneAskedFor_isAllThereIs(String words) {
        assertThat(verbs(words)).containsExactlyInAnyOrder("ps", "ls", "list");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "help", "help ps", "completion bash", "--help", "--help ps", "-x ps", "pss", "--data-dir"})
    void verbs_noneAskedFor_areAll(String words) {
        assertThat(verbs(words)).contains("run", "ps", "doctor", "completion", "help");
    }

    @Test
    void verbs_aVerbAsAnOptionsValue_isNone() {
        assertThat(verbs("--data-dir ps run b")).containsExactly("run");
    }

    private static Set<String> verbs(String words) {
        String[] arguments = words.isEmpty() ? new String[0] : words.split(" ");
        Console console = Console.system();
        return Hjk.commandLine(console, (globals, listener) -> null, new Handover(console), arguments)
                .getSubcommands()
                .keySet();
    }
}
