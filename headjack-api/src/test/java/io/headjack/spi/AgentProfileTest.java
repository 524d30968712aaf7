package io.headjack.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentProfileTest {
    private static final AgentProfile PROFILE = AgentProfile.of("claude", List.of("claude"));

    @ParameterizedTest
    @ValueSource(strings = {"", "Claude", "1a", "a_b", "shell", "command", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void of_wrongId_isRefused(String id) {
        assertThatThrownBy(() -> AgentProfile.of(id, List.of("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void of_noProgram_isRefused() {
        assertThatThrownBy(() -> AgentProfile.of("claude", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("agent claude must name a program");
    }

    @Test
    void setters_each_changeOneThingOfANewProfile() {
        ScreenPatterns screen = ScreenPatterns.NONE.idleAfter(Duration.ofSeconds(1));

        AgentProfile changed = PROFILE.promptArguments(List.of("-p"))
                .resumeArguments(List.of("--continue"))
                .hookArguments(List.of("--settings"))
                .environment(Map.of("A", "1"))
                .screen(screen)
                .command(List.of("claude", "--x"));

        assertThat(changed.id()).isEqualTo("claude");
        assertThat(changed.command()).containsExactly("claude", "--x");
        assertThat(changed.promptArguments()).containsExactly("-p");
        assertThat(changed.resumeArguments()).containsExactly("--continue");
        assertThat(changed.hookArguments()).containsExactly("--settings");
        assertThat(changed.environment()).isEqualTo(Map.of("A", "1"));
        assertThat(changed.screen()).isSameAs(screen);
        assertThat(PROFILE.command()).containsExactly("claude");
        assertThat(PROFILE.promptArguments()).isEmpty();
        assertThat(PROFILE.environment()).isEmpty();
    }

    @Test
    void setters_withACollectionThatChangesLater_keepWhatItWas() {
        List<String> arguments = new ArrayList<>(List.of("-p"));
        AgentProfile profile = PROFILE.promptArguments(arguments);

        arguments.add("more");

        assertThat(profile.promptArguments()).containsExactly("-p");
    }

    @Test
    void toString_withVariables_namesThemAndShowsNoValue() {
        assertThat(PROFILE.environment(Map.of("KEY", "s3cret")))
                .hasToString("AgentProfile[claude, command=[claude], environment=[KEY]]");
    }
}
