package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerSocketFinderTest {
    @TempDir
    private Path directory;

    @Test
    void find_dockerHost_comesBeforeAllElse() throws Exception {
        Files.createFile(directory.resolve("system.sock"));

        assertThat(find(Map.of("DOCKER_HOST", "unix:///a/b.sock", "DOCKER_CONTEXT", "other")))
                .isEqualTo(Path.of("/a/b.sock"));
    }

    @Test
    void find_nothingSet_takesTheSystemsThenTheRootlessThenTheDesktops() throws Exception {
        Map<String, String> environment =
                Map.of("XDG_RUNTIME_DIR", directory + "/run", "HOME", directory + "/home", "DOCKER_CONTEXT", "default");
        Path system = directory.resolve("system.sock");
        assertThat(find(environment)).isEqualTo(system);

        Path desktop =
                Files.createDirectories(directory.resolve("home/.docker/run")).resolve("docker.sock");
        Files.createFile(desktop);
        assertThat(find(environment)).isEqualTo(desktop);

        Path rootless = Files.createDirectories(directory.resolve("run")).resolve("docker.sock");
        Files.createFile(rootless);
        assertThat(find(environment)).isEqualTo(rootless);

        Files.createFile(system);
        assertThat(find(environment)).isEqualTo(system);
    }

    @ParameterizedTest
    @CsvSource({"tcp://10.0.0.1:2375, tcp", "ssh://me@host, ssh", "npipe:////./pipe/docker, npipe", "fd://, fd"})
    void find_engineElsewhere_isRefusedByNameWithTheReason(String host, String scheme) {
        assertThatThrownBy(() -> find(Map.of("DOCKER_HOST", host)))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("by " + scheme)
                .hasMessageContaining("mounted from this host");
    }

    @Test
    void find_contextOfItsOwn_isRefused() {
        assertThatThrownBy(() -> find(Map.of("DOCKER_CONTEXT", "remote")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("remote")
                .hasMessageContaining("DOCKER_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker.sock", "unix://docker.sock", "unix://"})
    void find_hostThatIsNoAddress_isRefused(String host) {
        assertThatThrownBy(() -> find(Map.of("DOCKER_HOST", host)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(host);
    }

    private Path find(Map<String, String> environment) {
        return new DockerSocketFinder(environment, directory.resolve("system.sock")).find();
    }
}
