package io.headjack.podman;

import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.ContainerRuntimeContract;
import io.headjack.testkit.ContractFeature;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all runtimes on a real Podman, through one service. */
@RequiresTool("podman")
class PodmanRuntimeContractIT extends ContainerRuntimeContract {
    @TempDir
    private static Path directory;

    private static Path socket;

    @BeforeAll
    static void startService() throws InterruptedException {
        socket = new PodmanService(System.getenv(), directory, TestPodman.IDLE).start();
        TestPodman.requireImage(directory);
    }

    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        return TestPodman.open(dataDirectory, socket);
    }

    @Override
    protected String image() {
        return TestPodman.IMAGE;
    }

    @Override
    protected Set<ContractFeature> features() {
        return TestPodman.features();
    }
}
