package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import io.headjack.podman.PodmanSocketFinder.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodmanSocketFinderTest {
    private static final int USER = 1000;

    @TempDir
    private Path directory;

    @Test
    void find_containerHost_comesBeforeAllElseAndIsNotStarted() {
        Found found = find(Map.of("CONTAINER_HOST", "unix:///a/b.sock", "CONTAINER_CONNECTION", "x"), USER);

        assertThat(found.socket()).isEqualTo(Path.of("/a/b.sock"));
        assertThat(found.startable()).isFalse();
        assertThat(found.client()).containsExactly("podman", "--remote", "--url", "unix:///a/b.sock");
    }

    @Test
    void find_root_takesTheSystems() {
        Found found = find(Map.of("XDG_RUNTIME_DIR", "/run/user/7"), 0);

        assertThat(found.socket()).isEqualTo(Path.of("/run/podman/podman.sock"));
        assertThat(found.startable()).isTrue();
        assertThat(found.client()).containsExactly("podman");
    }

    @Test
    void find_ordinaryUser_takesTheUsers() {
        assertThat(find(Map.of("XDG_RUNTIME_DIR", "/run/user/7"), USER).socket())
                .isEqualTo(Path.of("/run/user/7/podman/podman.sock"));
        assertThat(find(Map.of(), USER).socket()).isEqualTo(Path.of("/run/user/1000/podman/podman.sock"));
    }

    @Test
    void find_macOS_takesTheMachinesSocketWhereverItIs() throws Exception {
        Map<String, String> environment = Map.of("HOME", directory + "/home", "TMPDIR", directory + "/tmp");
        Path older = directory.resolve("home/.local/share/containers/podman/machine/podman.sock");
        Found missing = onMac(environment);
        assertThat(missing.socket()).isEqualTo(older);
        assertThat(missing.startable()).isFalse();
        assertThat(missing.startHint()).contains("podman machine start");

        Path newer =
                Files.createDirectories(directory.resolve("tmp/podman")).resolve("podman-machine-default-api.sock");
        Files.createFile(newer);
        assertThat(onMac(environment).socket()).isEqualTo(newer);

        Files.createDirectories(older.getParent());
        Files.createFile(older);
        assertThat(onMac(environment).socket()).isEqualTo(older);
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://10.0.0.1:2375, tcp",
        "ssh://me@host/run/podman/podman.sock, ssh",
        "npipe:////./pipe/podman, npipe"
    })
    void find_engineElsewhere_isRefusedByNameWithTheReason(String host, String scheme) {
        assertThatThrownBy(() -> find(Map.of("CONTAINER_HOST", host), USER))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("by " + scheme)
                .hasMessageContaining("mounted from this host");
    }

    @Test
    void find_connectionOfItsOwn_isRefused() {
        assertThatThrownBy(() -> find(Map.of("CONTAINER_CONNECTION", "remote"), USER))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("remote")
                .hasMessageContaining("CONTAINER_HOST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"podman.sock", "unix://podman.sock", "unix://"})
    void find_hostThatIsNoAddress_isRefused(String host) {
        assertThatThrownBy(() -> find(Map.of("CONTAINER_HOST", host), USER))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(host);
    }

    private static Found find(Map<String, String> environment, int user) {
        return new PodmanSocketFinder(environment, user, "Linux").find();
    }

    private static Found onMac(Map<String, String> environment) {
        return new PodmanSocketFinder(environment, USER, "Mac OS X").find();
    }
}
