package io.headjack.testkit;

import io.headjack.spi.AgentProvider;
import java.util.List;

/** The contract of all agents on the one without a model. */
class ScriptedAgentContractTest extends AgentContract {
    @Override
    protected AgentProvider provider() {
        return new ScriptedAgentProvider();
    }

    @Override
    protected List<AgentScreen> screens() {
        return List.of(AgentScreen.waiting("asks for a prompt", "prompt>", "scripted: started\nscripted: prompt> "));
    }
}
