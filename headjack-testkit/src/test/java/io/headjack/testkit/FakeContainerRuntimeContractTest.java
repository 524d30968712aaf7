package io.headjack.testkit;

import io.headjack.spi.ContainerRuntime;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

class FakeContainerRuntimeContractTest extends ContainerRuntimeContract {
    private final FakeContainerRuntime fake = new FakeContainerRuntime().addImage("base:1");

    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return fake.reconnect();
    }

    @Override
    protected String image() {
        return "base:1";
    }

    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.allOf(ContractFeature.class);
    }

    @Override
    protected ContractPrograms programs() {
        return new FakePrograms();
    }

    @Override
    protected OptionalLong engineCalls() {
        return OptionalLong.of(fake.engineCalls());
    }
}
