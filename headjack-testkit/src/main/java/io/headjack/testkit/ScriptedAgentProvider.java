package io.headjack.testkit;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.SpiVersion;

/** Offers {@link ScriptedAgent} to Headjack. */
public final class ScriptedAgentProvider implements AgentProvider {
    /** For {@link java.util.ServiceLoader}. */
    public ScriptedAgentProvider() {}

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AgentProfile profile() {
        return ScriptedAgent.profile();
    }
}
