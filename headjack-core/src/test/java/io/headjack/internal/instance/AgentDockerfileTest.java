package io.headjack.internal.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.spi.AgentPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentDockerfileTest {
    private static final AgentPackage PACKAGE = new AgentPackage("@x/y", "1.2.3");

    private final AgentDockerfile dockerfile = AgentDockerfile.load();

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini", "opencode"})
    void text_ofABuiltInAgent_hasItsStagesAndNoOthers(String agent) {
        String text = dockerfile.text(agent, "base:1", "", PACKAGE);

        assertThat(dockerfile.target(agent)).isEqualTo(agent);
        assertThat(text)
                .contains("ARG BASE=base:1\nFROM ${BASE} AS base\n")
                .contains("FROM base AS " + agent + "\nARG USER=root\n")
                .contains("ARG PACKAGE=@x/y@1.2.3\n")
                .contains("FROM npm AS " + agent + "-package\n");
        assertThat(text.lines().filter(line -> line.startsWith("FROM "))).hasSize(4);
    }

    @Test
    void text_ofAnotherAgent_installsThePackage() {
        String text = dockerfile.text("mine", "base:1", "1000:1000", PACKAGE);

        assertThat(dockerfile.target("mine")).isEqualTo("package");
        assertThat(text).contains("FROM npm AS package\n", "ARG USER=1000:1000\n");
        assertThat(text.lines().filter(line -> line.startsWith("FROM "))).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "x\nRUN evil", "$(id)", "\"", "a;b"})
    void text_withABaseThatIsNoName_isRefused(String base) {
        assertThatThrownBy(() -> dockerfile.text("claude", base, "", PACKAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
