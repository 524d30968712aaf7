package io.headjack.docker;

import io.headjack.docker.durability.GatedEngine;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.ContainerRuntimeContract;
import io.headjack.testkit.ContractFeature;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of all runtimes on a real Docker, with every call counted. */
@RequiresTool("docker")
class DockerRuntimeContractIT extends ContainerRuntimeContract {
    @TempDir
    private static Path directory;

    private static GatedEngine calls;

    private final long before = calls.requests().size();

    @BeforeAll
    static void count() throws IOException {
        calls = GatedEngine.open(directory.resolve("engine.sock"), new DockerSocketFinder(System.getenv()).find());
    }

    @AfterAll
    static void endCounting() throws IOException {
        calls.close();
    }

    @Override
    protected ContainerRuntime createRuntime(Path dataDirectory) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("DOCKER_HOST", calls.address());
        return new DockerRuntimeProvider()
                .create(new RuntimeContext(dataDirectory, environment, Clock.systemUTC(), progress -> {}));
    }

    @Override
    protected String image() {
        return "debian:bookworm-slim";
    }

    @Override
    protected Set<ContractFeature> features() {
        return EnumSet.allOf(ContractFeature.class);
    }

    @Override
    protected OptionalLong engineCalls() {
        return OptionalLong.of(calls.requests().size() - before);
    }
}
