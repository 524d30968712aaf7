package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.ScriptedAgent;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that ended or are lost, started again. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class SessionRestartIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String COUNTING = "echo run >> runs; n=$(wc -l < runs); echo \"run $n\"; exit $n";

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void makeInstance() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n", "sub/b.txt", "b\n"));
        headjack = own.headjack();
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
    }

    private Session start(String... command) {
        return instance.sessions().command(command).name("worker").start();
    }

    @Test
    void restart_endedSession_isTheSameSessionWithAnotherEnd() {
        Session session = start("sh", "-c", COUNTING);
        assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(1));
        SessionInfo before = session.info();

        for (int run = 2; run <= 4; run++) {
            session.restart();
            assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(run));
        }

        SessionInfo after = session.info();
        assertThat(instance.sessions().list()).hasSize(1);
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.command()).isEqualTo(before.command());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(session.log().tail(9)).containsExactly("run 1", "run 2", "run 3", "run 4");
    }

    @Test
    void restart_afterAStop_startsTheInstanceAndTheSession() {
        Session session = start("sh", "-c", COUNTING);
        session.awaitExit(LONG);
        instance.stop();
        session.restart();
        assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(2));
    }

    @Test
    void restart_lostSession_bringsItBack() {
        Session session = start("sleep", "1000");
        session.kill();
        deleteExit(session);
        assertThat(session.info().state()).isEqualTo(SessionState.LOST);

        session.restart();

        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        session.kill();
        assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(143));
    }

    @Test
    void restart_runningSession_isAConflict() {
        Session session = start("sleep", "1000");
        assertThatThrownBy(session::restart)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("RUNNING");
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void restart_byManyAtOnce_startsItOnce() throws Exception {
        Session session = start("sh", "-c", "echo run >> runs; [ -e second ] && sleep 1000; touch second");
        session.awaitExit(LONG);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Void> restart = () -> {
            session.restart();
            return null;
        };
        int started = 0;
        for (Future<Void> each : threads.invokeAll(List.of(restart, restart, restart, restart))) {
            try {
                each.get();
                started++;
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(ConflictException.class);
            }
        }
        threads.shutdown();
        assertThat(started).isEqualTo(1);
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void restart_directoryAndSize_areThoseOfTheFirstRun() {
        Session session = instance.sessions()
                .command("sh", "-c", "pwd; stty size")
                .workingDirectory("sub")
                .size(new TerminalSize(91, 23))
                .start();
        session.awaitExit(LONG);
        List<String> first = session.log().tail(9);
        session.restart();
        session.awaitExit(LONG);
        assertThat(first).hasSize(2).contains("23 91");
        assertThat(session.log().tail(2)).isEqualTo(first);
    }

    @Test
    void restart_variables_areGivenAnewAndNeverOnRecord() throws Exception {
        Session session = instance.sessions()
                .command("sh", "-c", "echo \"value $TOKEN\"")
                .environment("TOKEN", "first-hidden")
                .start();
        session.awaitExit(LONG);

        assertThatThrownBy(session::restart)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("TOKEN");
        assertThatThrownBy(() -> session.restart(Map.of("TOKEN", "x", "OTHER", "y")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("OTHER");
        session.restart(Map.of("TOKEN", "second-hidden"));

        session.awaitExit(LONG);
        assertThat(session.log().tail(9)).containsExactly("value first-hidden", "value second-hidden");
        assertThat(Files.readString(own.dataDirectory().resolve("catalog.json")))
                .contains("TOKEN")
                .doesNotContain("hidden");
    }

    @Test
    void restart_agent_resumesWithoutItsPrompt() {
        Session session =
                instance.sessions().agent(ScriptedAgent.ID).prompt("do it").start();
        assertThat(session.awaitExit(LONG).isSuccess()).isTrue();
        session.restart();
        assertThat(session.awaitExit(LONG).isSuccess()).isTrue();
        assertThat(session.log().tail(1)).containsExactly("scripted: resumed");
    }

    @Test
    void restart_whatItLeftRunning_isEnded() throws Exception {
        Session session = start("sh", "-c", "setsid sleep 1011 & echo $! > daemon; exit 0");
        session.awaitExit(LONG);
        Path worktree = instance.info().worktree();
        Path daemon =
                Path.of("/proc", Files.readString(worktree.resolve("daemon")).strip(), "stat");
        session.restart();
        session.awaitExit(LONG);
        // The host's first process need not reap what it inherits.
        assertThat(Files.exists(daemon) && !Files.readString(daemon).contains(") Z "))
                .isFalse();
    }

    private void deleteExit(Session session) {
        try {
            Files.delete(own.dataDirectory().resolve("logs/" + instance.id() + "/" + session.id() + ".exit"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
