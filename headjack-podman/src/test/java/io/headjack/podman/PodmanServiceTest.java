package io.headjack.podman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.engine.EngineStarter;
import io.headjack.error.RuntimeUnavailableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodmanServiceTest {
    @TempDir
    private Path directory;

    @AfterEach
    void endServices() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }

    @Test
    void start_nobodyListens_startsOneForAllInASessionOfItsOwn() throws Exception {
        FakePodman podman = new FakePodman(directory.resolve("bin"), FakePodman.LISTENS);

        Path socket = service(podman.environment()).start();

        assertThat(socket).isEqualTo(directory.resolve("podman/podman.sock"));
        assertThat(Files.getPosixFilePermissions(socket.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(service(podman.environment()).start()).isEqualTo(socket);
        assertThat(Files.readString(podman.starts()))
                .startsWith("system service --time=300 unix://" + socket.getParent())
                .hasLineCount(1);
        try (Stream<Path> files = Files.list(socket.getParent())) {
            assertThat(files).containsExactly(socket);
        }
        ProcessHandle started = ProcessHandle.current().children().findFirst().orElseThrow();
        assertThat(sessionOf(started.pid())).isEqualTo(started.pid());
    }

    @Test
    void start_oneEndedAndLeftItsSocket_startsAnother() throws Exception {
        FakePodman podman = new FakePodman(directory.resolve("bin"), FakePodman.LISTENS);
        Path socket = service(podman.environment()).start();
        ProcessHandle first = ProcessHandle.current().children().findFirst().orElseThrow();
        first.destroyForcibly();
        first.onExit().get();
        assertThat(socket).exists();

        assertThat(service(podman.environment()).start()).isEqualTo(socket);

        assertThat(Files.readString(podman.starts())).hasLineCount(2);
    }

    @Test
    void start_manyAtOnce_leaveOne() throws Exception {
        FakePodman podman = new FakePodman(directory.resolve("bin"), FakePodman.LISTENS);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<Callable<Path>> calls = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                EngineStarter service = service(podman.environment());
                calls.add(service::start);
            }
            for (Future<Path> each : threads.invokeAll(calls)) {
                assertThat(each.get()).isEqualTo(directory.resolve("podman/podman.sock"));
            }
        } finally {
            threads.shutdownNow();
        }
        try (Stream<Path> files = Files.list(directory.resolve("podman"))) {
            assertThat(files).containsExactly(directory.resolve("podman/podman.sock"));
        }
    }

    @Test
    void start_pathTooLongForASocket_usesAShorterOne() throws Exception {
        Path deep = Files.createDirectories(directory.resolve("d".repeat(60)).resolve("e".repeat(60)));
        FakePodman podman = new FakePodman(directory.resolve("bin"), FakePodman.LISTENS);

        Path socket = new PodmanService(podman.environment(), deep, Duration.ofMinutes(5)).start();

        assertThat(socket.toString()).startsWith("/tmp/headjack-podman-").hasSizeLessThan(100);
        Files.delete(socket);
        Files.delete(socket.getParent());
    }

    @Test
    void start_noPodman_saysSoAndWhatToDo() throws Exception {
        Map<String, String> nothing =
                Map.of("PATH", Files.createDirectory(directory.resolve("empty")).toString());

        assertThatThrownBy(() -> service(nothing).start())
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContaining("Podman is not installed")
                .hasMessageContaining("CONTAINER_HOST");
    }

    @Test
    void start_podmanRefuses_hasItsWordsAndTheCure() throws Exception {
        FakePodman podman = new FakePodman(
                directory.resolve("bin"),
                "echo 'ERRO[0000] cannot find UID/GID for user joe: no subuid ranges found for user \"joe\"' >&2; exit 125");

        assertThatThrownBy(() -> service(podman.environment()).start())
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContaining("exit code 125")
                .hasMessageContaining("no subuid ranges found for user \"joe\"")
                .hasMessageContaining("usermod --add-subuids");
        try (Stream<Path> files = Files.list(directory.resolve("podman"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void start_podmanEndsSilently_saysThat() throws Exception {
        FakePodman podman = new FakePodman(directory.resolve("bin"), "exit 1");

        assertThatThrownBy(() -> service(podman.environment()).start())
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContaining("exit code 1: it said nothing");
    }

    @Test
    void start_systemdGaveThisProgramSockets_podmanDoesNotHearOfThem() throws Exception {
        FakePodman podman = new FakePodman(
                directory.resolve("bin"), "echo \"sockets: ${LISTEN_FDS-none}, path: ${PATH+set}\" >&2; exit 1");

        assertThatThrownBy(() -> service(podman.environment()).start())
                .hasMessageContaining("sockets: none, path: set");
    }

    private PodmanService service(Map<String, String> environment) {
        return new PodmanService(environment, directory, Duration.ofMinutes(5));
    }

    private static long sessionOf(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }
}
