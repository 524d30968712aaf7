package io.headjack.podman;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.ContractFeature;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The Podman of whoever runs the tests. */
final class TestPodman {
    static final String IMAGE = "debian:bookworm-slim";

    /** How long a service of a test is left after its last call. */
    static final Duration IDLE = Duration.ofSeconds(60);

    private TestPodman() {}

    static ContainerRuntime open(Path data) {
        return open(data, System.getenv());
    }

    static ContainerRuntime open(Path data, Path socket) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("CONTAINER_HOST", "unix://" + socket);
        return open(data, environment);
    }

    static ContainerRuntime open(Path data, Map<String, String> environment) {
        return new PodmanRuntimeProvider()
                .create(new RuntimeContext(data, environment, Clock.systemUTC(), progress -> {}));
    }

    static void requireImage(Path data) {
        try (ContainerRuntime podman = open(data)) {
            if (podman.findImage(IMAGE).isEmpty()) {
                podman.pullImage(IMAGE);
            }
        }
    }

    /** Has root's Podman make Headjack's own image, as an instance would. */
    static String baseImage(Path data) {
        try (TempRepository repository = TempRepository.create();
                Headjack headjack =
                        Headjack.builder().dataDirectory(data).runtime("podman").open()) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("image")
                    .ensure();
            String image = instance.info().image();
            instance.remove();
            return image;
        }
    }

    /** An ordinary user's Podman has limits and can pause only where control groups are of the second version. */
    static Set<ContractFeature> features() {
        Set<ContractFeature> features = EnumSet.allOf(ContractFeature.class);
        if (!Files.isWritable(Path.of("/sys/fs/cgroup"))
                && !Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))) {
            features.remove(ContractFeature.LIMITS);
            features.remove(ContractFeature.PAUSE);
        }
        return features;
    }
}
