package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.docker.durability.GatedEngine;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What earlier tools of this kind got wrong, as far as no other test has it: docs/reliability.md has the whole list. */
@RequiresTool({"docker", "git"})
@Timeout(300)
class FormerFailuresIT {
    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on(TestRuntime.ID);

    private TempRepository repository;
    private Headjack headjack;

    @BeforeEach
    void open() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = own.headjack();
    }

    private Instance ensure(String branch) {
        return headjack.instances().in(repository.directory()).branch(branch).ensure();
    }

    @Test
    void sessions_sixStartedAtOnce_areAllRecordedAndRun() throws Exception {
        Instance instance = ensure("feat/x");
        List<Callable<Session>> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = "worker-" + i;
            starts.add(() ->
                    instance.sessions().command("sleep", "1000").name(name).start());
        }
        ExecutorService threads = Executors.newFixedThreadPool(starts.size());
        for (Future<Session> each : threads.invokeAll(starts)) {
            each.get();
        }
        threads.shutdown();

        try (Headjack other = own.openAnother()) {
            List<SessionInfo> all =
                    other.instances().get(instance.id()).sessions().list();
            assertThat(all).hasSize(6);
            assertThat(all).extracting(SessionInfo::state).containsOnly(SessionState.RUNNING);
        }
    }

    @Test
    void instances_sameBranchOfTwoClonesWithOneName_areTwo() throws Exception {
        Path clone = repository.beside("elsewhere").resolve("repository");
        repository.git("clone", "--quiet", repository.directory().toString(), clone.toString());
        Instance mine = ensure("feat/x");
        Instance theirs = headjack.instances().in(clone).branch("feat/x").ensure();

        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(theirs.info().worktree()).isNotEqualTo(mine.info().worktree());
        assertThat(theirs.info().container()).isNotEqualTo(mine.info().container());

        theirs.remove();
        assertThat(mine.exec("cat", "a.txt").run().stdout()).isEqualTo("a\n");
    }

    @Test
    void edit_inAnInstance_touchesNeitherTheMainCheckoutNorAnotherBranch() {
        Instance one = ensure("feat/a");
        Instance other = ensure("feat/b");

        one.exec("sh", "-c", "echo changed > a.txt; hostname > /tmp/mark").run();

        assertThat(repository.git("status", "--porcelain")).isEmpty();
        assertThat(repository.directory().resolve("a.txt")).hasContent("a");
        assertThat(other.exec("sh", "-c", "cat a.txt; ls /tmp").run().stdout()).isEqualTo("a\n");
    }

    @Test
    void stop_sessionsWithLogs_keepsTheLogs() {
        Instance instance = ensure("feat/x");
        Session session = instance.sessions().command("echo", "words to keep").start();
        session.awaitExit(Job.LONG);

        instance.stop();

        assertThat(session.log().tail(10)).contains("words to keep");
    }

    @Test
    void list_severalInstances_isOneRequestToTheEngine() throws Exception {
        ensure("feat/a");
        ensure("feat/b");
        ensure("feat/c");
        try (GatedEngine calls = GatedEngine.open(
                repository.beside("sockets").resolve("engine.sock"), new DockerSocketFinder(System.getenv()).find())) {
            Map<String, String> environment = new HashMap<>(System.getenv());
            environment.put("DOCKER_HOST", calls.address());
            try (ContainerRuntime engine = new DockerRuntimeProvider()
                            .create(new RuntimeContext(
                                    own.dataDirectory(), environment, Clock.systemUTC(), progress -> {}));
                    Headjack counted = Headjack.builder()
                            .dataDirectory(own.dataDirectory())
                            .runtime(engine)
                            .open()) {
                // The first call also asks for the engine's version.
                counted.instances().list();
                long before = calls.requests().size();

                assertThat(counted.instances().list()).hasSize(3);

                assertThat(calls.requests().size() - before).isEqualTo(1);
            }
        }
    }

    @Test
    void exec_secretByStandardInput_isInNoArgument() {
        String secret = "s3cr3t-" + System.nanoTime();
        Instance instance = ensure("feat/x");

        String arguments = instance.exec(
                        "sh", "-c", "read secret; for f in /proc/[0-9]*/cmdline; do tr '\\0' ' ' < $f; done; echo")
                .stdin(new ByteArrayInputStream((secret + "\n").getBytes(StandardCharsets.UTF_8)))
                .run()
                .stdout();

        assertThat(arguments).contains("read secret").doesNotContain(secret);
        assertThat(ProcessHandle.allProcesses().flatMap(each -> each.info().commandLine().stream()))
                .noneMatch(line -> line.contains(secret));
    }
}
