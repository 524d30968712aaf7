package io.headjack.testkit;

import io.headjack.spi.ContainerRuntime;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/** The contract on a runtime without any feature, which must refuse them all. */
class BareFakeContainerRuntimeContractTest extends ContainerRuntimeContract {
    private final FakeContainerRuntime fake =
            new FakeContainerRuntime(EnumSet.noneOf(ContractFeature.class), Clock.systemUTC());

    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return fake.reconnect();
    }

    @Override
    protected String image() {
        return "none:1";
    }

    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.noneOf(ContractFeature.class);
    }

    @Override
    protected ContractPrograms programs() {
        return new FakePrograms();
    }
}
