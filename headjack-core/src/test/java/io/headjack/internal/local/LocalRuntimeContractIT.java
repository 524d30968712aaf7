package io.headjack.internal.local;

import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.ContainerRuntimeContract;
import io.headjack.testkit.ContractFeature;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;

/** The contract of all runtimes on the programs of this host. */
@RequiresTool({"sh", "script"})
class LocalRuntimeContractIT extends ContainerRuntimeContract {
    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return new LocalRuntimeProvider()
                .create(new RuntimeContext(dataDirectory, System.getenv(), Clock.systemUTC(), progress -> {}));
    }

    @Override
    protected String image() {
        return "none";
    }

    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.of(ContractFeature.TTY, ContractFeature.PAUSE);
    }
}
