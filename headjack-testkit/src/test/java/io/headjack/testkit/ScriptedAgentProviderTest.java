package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.AgentProvider;
import io.headjack.spi.SpiVersion;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class ScriptedAgentProviderTest {
    @Test
    void provider_classPath_offersTheScriptedAgent() {
        assertThat(ServiceLoader.load(AgentProvider.class)).singleElement().satisfies(provider -> {
            assertThat(provider.spiVersion()).isEqualTo(SpiVersion.CURRENT);
            assertThat(provider.profile()).usingRecursiveComparison().isEqualTo(ScriptedAgent.profile());
            assertThat(provider.profile().id()).isEqualTo(ScriptedAgent.ID);
        });
    }
}
