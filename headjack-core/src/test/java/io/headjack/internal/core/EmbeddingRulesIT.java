package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.InstanceId;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.provider.GoodAgent;
import io.headjack.testkit.FakeContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for programs that embed Headjack, on the runtime without isolation. */
@RequiresTool({"git", "tmux"})
class EmbeddingRulesIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private Path data;
    private TempRepository repository;

    @BeforeEach
    void makeRepository() {
        data = directory.resolve("data");
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
    }

    @AfterEach
    void removeAll() {
        try (Headjack headjack = local()) {
            headjack.instances().list().stream()
                    .filter(each -> each.runtime().equals("local"))
                    .forEach(each -> headjack.instances()
                            .get(each.id())
                            .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        }
        repository.close();
    }

    private Headjack local() {
        return Headjack.builder().dataDirectory(data).runtime("local").open();
    }

    private Session sleeper(Headjack headjack) {
        Instance instance =
                headjack.instances().in(repository.directory()).branch("feat/x").ensure();
        return instance.sessions().command("sleep", "1000").start();
    }

    @Test
    void awaitExit_interrupted_keepsTheFlagAndTheOthersGoOn() throws Exception {
        try (Headjack headjack = local()) {
            Session session = sleeper(headjack);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            Thread waiter = new Thread(() -> {
                try {
                    session.awaitExit(LONG);
                } catch (HeadjackException e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            waiter.start();
            waiter.interrupt();
            waiter.join(LONG.toMillis());

            assertThat(thrown.get()).isInstanceOf(HeadjackInterruptedException.class);
            assertThat(flag.get()).isTrue();
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        }
    }

    @Test
    void create_interrupted_leavesNothing() {
        try (Headjack headjack = local()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> headjack.instances()
                            .in(repository.directory())
                            .branch("feat/x")
                            .create())
                    .isInstanceOf(HeadjackInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(headjack.catalog().entries()).isEmpty();
            assertThat(repository.git("worktree", "list").strip().lines()).hasSize(1);
            assertThat(repository.git("for-each-ref", "refs/headjack")).isBlank();
        }
    }

    /** Up to its version 3.6 tmux dies with all terminals if one client comes while another one goes. */
    @Test
    void close_whileOthersOpen_leavesTheAgentsRunning() {
        try (Headjack first = local()) {
            Session session = sleeper(first);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<CompletableFuture<SessionState>> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                all.add(CompletableFuture.supplyAsync(
                        () -> {
                            try (Headjack headjack = local()) {
                                return headjack.sessions()
                                        .get(session.id())
                                        .info()
                                        .state();
                            }
                        },
                        threads));
            }
            assertThat(all.stream().map(CompletableFuture::join)).containsOnly(SessionState.RUNNING);
            threads.shutdown();
            assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        }
    }

    @Test
    void close_waiters_areWokenAndTheAgentGoesOn() throws Exception {
        Headjack headjack = local();
        Session session = sleeper(headjack);
        CompletableFuture<Throwable> waiter = CompletableFuture.supplyAsync(() -> {
            try {
                session.awaitExit(LONG);
                return new AssertionError("it ended");
            } catch (HeadjackException e) {
                return e;
            }
        });
        headjack.close();
        headjack.close();

        assertThat(waiter.get(60, TimeUnit.SECONDS)).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(session::info).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> headjack.instances().list()).isInstanceOf(HeadjackClosedException.class);
        try (Headjack again = local()) {
            assertThat(again.sessions().get(session.id()).info().state()).isEqualTo(SessionState.RUNNING);
        }
    }

    @Test
    void ensure_manyAtOnce_getOneInstance() {
        List<CompletableFuture<InstanceId>> all = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> {
                        try (Headjack headjack = local()) {
                            return headjack.instances()
                                    .in(repository.directory())
                                    .branch("feat/x")
                                    .ensure()
                                    .id();
                        }
                    },
                    threads));
        }
        assertThat(all.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        threads.shutdown();
        assertThat(repository.git("worktree", "list").strip().lines()).hasSize(2);
    }

    @Test
    void awaitExit_manyPrograms_haveTheirLastWordsInTheLog() {
        try (Headjack headjack = local()) {
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .ensure();
            List<Session> sessions = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sessions.add(instance.sessions()
                        .command("sh", "-c", "seq 2000; echo last words; exit $0", Integer.toString(i))
                        .start());
            }
            for (int i = 0; i < sessions.size(); i++) {
                assertThat(sessions.get(i).awaitExit(LONG).code()).isEqualTo(i);
                assertThat(sessions.get(i).log().tail(1)).containsExactly("last words");
            }
        }
    }

    @Test
    void awaitExit_tooShort_timesOutAndNegative_isRefused() {
        try (Headjack headjack = local()) {
            Session session = sleeper(headjack);

            assertThatThrownBy(() -> session.awaitExit(Duration.ZERO)).isInstanceOf(HeadjackTimeoutException.class);
            assertThatThrownBy(() -> session.awaitExit(Duration.ofSeconds(-1)))
                    .isInstanceOf(InvalidRequestException.class);
        }
    }

    @Test
    void open_engineDown_worksAndNothingIsMarked() {
        FakeContainerRuntime engine = new FakeContainerRuntime(Set.of(), Clock.systemUTC());
        try (Headjack headjack =
                Headjack.builder().dataDirectory(data).runtime(engine).open()) {
            headjack.instances().in(repository.directory()).branch("feat/x").ensure();
        }
        engine.unreachable(true);
        try (Headjack headjack =
                Headjack.builder().dataDirectory(data).runtime(engine).open()) {
            InstanceInfo info = headjack.instances().list().get(0);
            assertThat(info.state()).isEqualTo(InstanceState.ENGINE_UNREACHABLE);
            assertThat(info.problem()).isPresent();
            Instance instance = headjack.instances().get(info.id());
            assertThatThrownBy(instance::start).isInstanceOf(RuntimeUnavailableException.class);
            assertThatThrownBy(instance::stop).isInstanceOf(RuntimeUnavailableException.class);
            assertThatThrownBy(instance::remove).isInstanceOf(RuntimeUnavailableException.class);
            engine.unreachable(false);
            assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
            instance.remove();
            assertThat(headjack.catalog().entries()).isEmpty();
        }
    }

    @Test
    void open_brokenProvider_isReportedAndTheOthersWork() throws Exception {
        BlockingQueue<String> warnings = new LinkedBlockingQueue<>();
        try (URLClassLoader loader = providers("no.such.Provider", GoodAgent.class.getName());
                Headjack headjack = Headjack.builder()
                        .dataDirectory(data)
                        .runtime("local")
                        .classLoader(loader)
                        .listener(new HeadjackListener() {
                            @Override
                            public void warning(String message) {
                                warnings.add(message);
                                throw new IllegalStateException("a listener's own failure");
                            }
                        })
                        .open()) {
            assertThat(warnings).singleElement().asString().contains("no.such.Provider");
            Session session = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .ensure()
                    .sessions()
                    .agent("good")
                    .prompt("say this; $(no) #{that}")
                    .start();
            assertThat(session.awaitExit(LONG).isSuccess()).isTrue();
            assertThat(session.log().tail(5)).contains("say this; $(no) #{that}");
        }
    }

    @Test
    void open_threadsClassLoader_isSearched() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = providers(GoodAgent.class.getName())) {
            thread.setContextClassLoader(loader);
            try (Headjack headjack = local()) {
                Instance instance = headjack.instances()
                        .in(repository.directory())
                        .branch("feat/x")
                        .ensure();
                assertThat(instance.sessions().agent("good")).isNotNull();
                assertThatThrownBy(() -> instance.sessions().agent("bad"))
                        .isInstanceOf(InvalidRequestException.class)
                        .hasMessageContaining("good");
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void dataDirectory_everything_isForItsOwnerOnly() throws Exception {
        try (Headjack headjack = local()) {
            sleeper(headjack);
        }
        try (Stream<Path> all = Files.list(data)) {
            for (Path each : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                        .as(each.toString())
                        .endsWith("------");
            }
        }
    }

    private URLClassLoader providers(String... names) throws IOException {
        Path file = directory.resolve("META-INF/services/io.headjack.spi.AgentProvider");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(names));
        return new URLClassLoader(new URL[] {directory.toUri().toURL()}, EmbeddingRulesIT.class.getClassLoader());
    }
}
