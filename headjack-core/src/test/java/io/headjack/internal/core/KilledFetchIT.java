package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A program dies while its fetch hangs. Long, as whoever comes next gives the git that it left half a minute. */
@RequiresTool({"git", "tmux"})
@Tag("long")
@Timeout(120)
class KilledFetchIT {
    @TempDir
    Path data;

    @Test
    void ensure_afterAProgramDiedInItsFetch_makesTheInstance() throws Exception {
        try (TempRepository repository = TempRepository.create();
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            repository.git("remote", "add", "origin", "git://127.0.0.1:" + silent.getLocalPort() + "/x.git");
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            FetchingProgram.class.getName(),
                            data.toString(),
                            repository.directory().toString())
                    .inheritIO()
                    .start();
            try (Socket fetching = silent.accept()) {
                program.destroyForcibly().waitFor();

                try (Headjack headjack =
                        Headjack.builder().dataDirectory(data).runtime("local").open()) {
                    Instance instance = headjack.instances()
                            .in(repository.directory())
                            .branch("feat/x")
                            .ensure();

                    assertThat(fetching.getInputStream().readAllBytes())
                            .as("what its git said, up to its end")
                            .isNotEmpty();
                    assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
                    assertThat(headjack.doctor().scan()).isEmpty();
                    instance.remove(RemoveOption.STOP_SESSIONS);
                }
            }
            try (Stream<Path> files = Files.walk(repository.gitDirectory())) {
                assertThat(files).noneMatch(each -> each.toString().endsWith(".lock"));
            }
        }
    }
}
