package io.headjack.examples.offline;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.ContainerRuntimeContract;
import io.headjack.testkit.ContractFeature;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

@RequiresTool({"sh", "script", "unshare"})
class OfflineRuntimeContractIT extends ContainerRuntimeContract {
    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return new OfflineRuntimeProvider()
                .create(new RuntimeContext(dataDirectory, System.getenv(), Clock.systemUTC(), progress -> {}));
    }

    @Override
    protected String image() {
        return "none";
    }

    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.of(ContractFeature.TTY, ContractFeature.PAUSE, ContractFeature.NETWORK_NONE);
    }
}
