package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.SpiVersion;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class DockerRuntimeProviderTest {
    @Test
    void serviceLoader_classPath_hasDocker() {
        assertThat(ServiceLoader.load(ContainerRuntimeProvider.class))
                .filteredOn(provider -> provider.id().equals("docker"))
                .singleElement()
                .satisfies(provider -> assertThat(provider.spiVersion()).isEqualTo(SpiVersion.CURRENT));
    }

    @Test
    void create_engineIsDown_givesARuntimeForThatSocket() {
        try (ContainerRuntime runtime = create("unix:///nobody/here.sock")) {
            assertThat(runtime.id()).isEqualTo("docker");
            assertThat(runtime.execCommand(new ContainerId("x"), ExecSpec.of("true")))
                    .startsWith("docker", "-H", "unix:///nobody/here.sock", "exec");
        }
    }

    @Test
    void create_settingOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> create("tcp://localhost:2375")).isInstanceOf(InvalidRequestException.class);
    }

    private static ContainerRuntime create(String host) {
        return new DockerRuntimeProvider()
                .create(new RuntimeContext(
                        Path.of("/"), Map.of("DOCKER_HOST", host), Clock.systemUTC(), progress -> {}));
    }
}
