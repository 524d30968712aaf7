package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.SpiVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodmanRuntimeProviderTest {
    private static final Map<String, String> ELSEWHERE = Map.of("CONTAINER_HOST", "unix:///nobody/here.sock");

    @TempDir
    private Path data;

    @Test
    void serviceLoader_classPath_hasPodman() {
        assertThat(ServiceLoader.load(ContainerRuntimeProvider.class))
                .filteredOn(provider -> provider.id().equals("podman"))
                .singleElement()
                .satisfies(provider -> assertThat(provider.spiVersion()).isEqualTo(SpiVersion.CURRENT));
    }

    @Test
    void create_engineIsDown_givesARuntimeForThatSocket() {
        try (ContainerRuntime runtime = TestPodman.open(data, ELSEWHERE)) {
            assertThat(runtime.id()).isEqualTo("podman");
            assertThat(runtime.execCommand(new ContainerId("x"), ExecSpec.of("true")))
                    .startsWith("podman", "--remote", "--url", "unix:///nobody/here.sock", "exec");
        }
    }

    @Test
    void info_hostSaysWhereAndNobodyListens_nothingIsStartedAndTheCureIsNamed() {
        try (ContainerRuntime runtime = TestPodman.open(data, ELSEWHERE)) {
            assertThatThrownBy(runtime::info)
                    .isInstanceOf(RuntimeUnavailableException.class)
                    .hasMessageContaining("unix:///nobody/here.sock")
                    .hasMessageContaining("there is no socket")
                    .hasMessageContaining("podman system service --time=0 unix:///nobody/here.sock");
        }
    }

    @Test
    void create_settingOfAnotherKind_isRefused() {
        Map<String, String> remote = Map.of("CONTAINER_HOST", "ssh://me@there/run/podman.sock");

        assertThatThrownBy(() -> TestPodman.open(data, remote)).isInstanceOf(InvalidRequestException.class);
    }
}
