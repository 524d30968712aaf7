package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.headjack.Progress;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.RuntimeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The real engine of this machine, with what a test makes in it, removed at the end. */
final class TestEngine implements AutoCloseable {
    static final String IMAGE = "debian:bookworm-slim";
    static final String LABEL = "io.headjack.test";

    private final EngineRuntime runtime;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private TestEngine(EngineRuntime runtime) {
        this.runtime = runtime;
    }

    static TestEngine require() {
        return require(progress -> {});
    }

    static TestEngine require(Consumer<Progress> progress) {
        Path socket = socket();
        if (!Files.exists(socket)) {
            String missing = "no Docker engine at " + socket;
            if (System.getenv("HEADJACK_IT_REQUIRED") != null) {
                throw new AssertionError(missing + ", and HEADJACK_IT_REQUIRED is set");
            }
            abort(missing);
        }
        return new TestEngine(runtime(socket, progress));
    }

    static EngineRuntime runtime(Path socket, Consumer<Progress> progress) {
        return new EngineRuntime(
                settings(socket),
                new RuntimeContext(
                        Path.of(System.getProperty("java.io.tmpdir")), System.getenv(), Clock.systemUTC(), progress));
    }

    static EngineSettings settings(Path socket) {
        return new EngineSettings(
                "docker",
                "Docker",
                socket,
                List.of("docker", "-H", "unix://" + socket),
                "Start Docker.",
                "Join the group docker.");
    }

    static Path socket() {
        String host = System.getenv().getOrDefault("DOCKER_HOST", "unix:///var/run/docker.sock");
        assertThat(host).startsWith("unix://");
        return Path.of(host.substring("unix://".length()));
    }

    EngineRuntime runtime() {
        return runtime;
    }

    /** A name of this test alone. */
    String name(String what) {
        return "hj-engine-" + what + "-" + run;
    }

    Map<String, String> labels() {
        return Map.of(LABEL, run);
    }

    ContainerSpec.Builder spec(String what) {
        return ContainerSpec.builder(name(what), IMAGE).label(LABEL, run);
    }

    ContainerId started(String what) {
        ContainerId container = runtime.create(spec(what).network(false).build());
        runtime.start(container);
        return container;
    }

    @Override
    public void close() {
        runtime.list(labels()).forEach(container -> runtime.remove(container.id()));
        runtime.listVolumes(labels()).forEach(runtime::removeVolume);
        runtime.close();
    }
}
