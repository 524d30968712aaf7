package io.headjack.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.SessionType;
import io.headjack.spi.AgentProfile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsTest {
    private final Agents agents = Agents.load(new Services(getClass().getClassLoader(), warning -> {}));

    @ParameterizedTest
    @CsvSource({"claude, --continue", "codex, resume --last", "gemini, --resume latest", "opencode, --continue"})
    void find_builtInAgent_resumesItsLastConversation(String id, String arguments) {
        assertThat(agents.find(new SessionType(id)))
                .map(AgentProfile::resumeArguments)
                .contains(List.of(arguments.split(" ")));
    }

    @Test
    void find_nobody_isEmpty() {
        assertThat(agents.find(SessionType.SHELL)).isEmpty();
    }
}
