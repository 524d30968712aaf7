package io.headjack.examples;

import io.headjack.spi.AgentProvider;
import io.headjack.testkit.AgentContract;

/** The contract of all agents on the example of one. */
class CustomAgentContractTest extends AgentContract {
    @Override
    protected AgentProvider provider() {
        return new CustomAgent();
    }
}
