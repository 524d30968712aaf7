package io.headjack.internal.provider;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.SpiVersion;
import java.util.List;

/** An agent that prints its prompt and ends. */
public final class GoodAgent implements AgentProvider {
    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AgentProfile profile() {
        return AgentProfile.of("good", List.of("printf", "%s\\n"));
    }
}
