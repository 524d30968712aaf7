package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An instance whose shell fails, as an agent that is root inside may have it. */
@RequiresTool({"docker", "git"})
class HostileShellIT {
    @TempDir
    Path data;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void breakTheShell() {
        HeadjackListener listener = new HeadjackListener() {
            @Override
            public void warning(String message) {
                warnings.add(message);
            }
        };
        repository = TempRepository.create();
        headjack = Headjack.builder()
                .dataDirectory(data)
                .runtime("docker")
                .listener(listener)
                .open();
        repository.commit("First", Map.of("a.txt", "a\n"));
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
        instance.exec("git", "commit", "--allow-empty", "-qm", "Inside").run();
        instance.exec("ln", "-sf", "/bin/false", "/bin/sh").run();
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .in(repository.directory())
                .find("feat/x")
                .ifPresent(left -> left.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    @Test
    @Timeout(300)
    void stop_shellInsideIsBroken_stillStopsAndKeepsTheCommits() {
        instance.stop(Duration.ofSeconds(1));

        assertThat(instance.info().state()).isEqualTo(InstanceState.STOPPED);
        assertThat(warnings).anyMatch(each -> each.contains("feat/x"));
        instance.remove(RemoveOption.STOP_SESSIONS);
        assertThat(repository.git("log", "-1", "--format=%s", "feat/x").strip()).isEqualTo("Inside");
    }

    @Test
    @Timeout(300)
    void remove_shellInsideIsBroken_stillRemovesAndKeepsTheCommits() {
        instance.remove(RemoveOption.STOP_SESSIONS);

        assertThat(headjack.instances().list()).isEmpty();
        assertThat(repository.git("log", "-1", "--format=%s", "feat/x").strip()).isEqualTo("Inside");
    }
}
