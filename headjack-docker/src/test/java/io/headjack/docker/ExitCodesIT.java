package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.InstanceState;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of how a session ended, whatever ended it. */
@RequiresTool({"docker", "git"})
@Timeout(180)
class ExitCodesIT {
    private static final Duration ENGINES_GRACE = Duration.ofSeconds(10);

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

    private InstanceRequest branch() {
        return headjack.instances().in(repository.directory()).branch("feat/a");
    }

    private static Session start(Instance instance, String script) throws Exception {
        Session session = instance.sessions()
                .command("sh", "-c", "echo ready $$; " + script)
                .start();
        await(() -> session.log().tail(1).toString().contains("ready"));
        return session;
    }

    private static Session sleeping(Instance instance) throws Exception {
        return start(instance, "exec sleep 1000");
    }

    private static String process(Session session) {
        return session.log().tail(1).get(0).replace("ready ", "");
    }

    private static void kill(Instance instance, String signal, Session session) {
        assertThat(instance.exec("kill", "-s", signal, process(session))
                        .run()
                        .exit()
                        .isSuccess())
                .isTrue();
    }

    /** Waits for something that no event tells of, up to a deadline. */
    private static void await(BooleanSupplier condition) throws Exception {
        long deadline = System.nanoTime() + Job.LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Test
    void killedByASignal_isThatSignal() throws Exception {
        Instance instance = branch().create();
        Session session = sleeping(instance);
        kill(instance, "SEGV", session);
        assertThat(session.awaitExit(Job.LONG).signal()).hasValue(11);
    }

    @Test
    void killedWhileNoProgramOfHeadjackRan_isKnownLater() throws Exception {
        Instance instance = branch().create();
        Session session = sleeping(instance);
        String process = process(session);
        String container = instance.info().container();
        headjack.close();

        try (ContainerRuntime engine = Job.engine(own.dataDirectory());
                RuntimeProcess kill = engine.exec(
                        engine.find(container).orElseThrow().id(), ExecSpec.of("kill", "-s", "KILL", process))) {
            assertThat(kill.await(Job.LONG).isSuccess()).isTrue();
        }

        headjack = own.openAnother();
        Session same = headjack.instances()
                .get(instance.id())
                .sessions()
                .get(session.id().value());
        assertThat(same.awaitExit(Job.LONG).signal()).hasValue(9);
    }

    @Test
    void outOfMemory_isKilled_andTheOthersGoOn() throws Exception {
        Instance instance = branch().memory(96L << 20).create();
        Session other = sleeping(instance);
        Session greedy = start(instance, "exec tail /dev/zero");
        assertThat(greedy.awaitExit(Job.LONG).signal()).hasValue(9);
        assertThat(other.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void multiplexerKilled_programsAreHungUp() throws Exception {
        Instance instance = branch().create();
        Session session = sleeping(instance);
        instance.exec("tmux", "-S", "/headjack/run/tmux", "kill-server").run();
        assertThat(session.awaitExit(Job.LONG).signal()).hasValue(1);
    }

    @Test
    void stop_isTermOrWhatTheProgramMakesOfIt() throws Exception {
        Instance instance = branch().create();
        Session session = sleeping(instance);
        Session polite = start(instance, "trap 'exit 7' TERM; while :; do sleep 0.1; done");
        instance.stop();
        assertThat(session.awaitExit(Job.LONG).signal()).hasValue(15);
        assertThat(polite.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(7));
    }

    @Test
    void stop_whatIsPrintedAtTheEnd_isInTheLogToItsLastByte() throws Exception {
        Instance instance = branch().create();
        Session talking =
                start(instance, "trap 'seq 20000; echo last words; exit 3' TERM; while :; do sleep 0.05; done");

        instance.stop();

        assertThat(talking.info().exit()).hasValue(new ExitStatus(3));
        assertThat(talking.log().tail(2)).containsExactly("20000", "last words");
    }

    /** As {@code docker stop} and {@code docker restart} do, and an engine when the machine goes down. */
    @Test
    void stoppedByTheEngine_isTermOrWhatTheProgramMakesOfIt() throws Exception {
        Instance instance = branch().create();
        Session session = sleeping(instance);
        Session polite = start(instance, "trap 'echo bye; exit 7' TERM; while :; do sleep 0.1; done");
        Session stubborn = start(instance, "trap '' TERM HUP; while :; do sleep 0.1; done");
        try (ContainerRuntime engine = Job.engine(own.dataDirectory())) {
            ContainerId container =
                    engine.find(instance.info().container()).orElseThrow().id();
            engine.stop(container, ENGINES_GRACE);
            engine.start(container);
        }
        assertThat(session.awaitExit(Job.LONG).signal()).hasValue(15);
        assertThat(polite.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(7));
        assertThat(polite.log().tail(1)).containsExactly("bye");
        assertThat(stubborn.awaitExit(Job.LONG).signal()).hasValue(9);
    }

    /** As {@code docker kill} does, and a machine that loses its power. */
    @Test
    void containerKilled_isLost_andCanBeStartedAgain() throws Exception {
        Instance instance = branch().create();
        Session ended = start(instance, "exit 5");
        ended.awaitExit(Job.LONG);
        Session session = sleeping(instance);
        instance.exec("sh", "-c", "(sleep 0.2; kill -9 -1) </dev/null >/dev/null 2>&1 &")
                .run();
        await(() -> instance.info().state() == InstanceState.STOPPED);

        assertThat(session.info().state()).isEqualTo(SessionState.LOST);
        assertThatThrownBy(() -> session.awaitExit(Job.LONG)).isInstanceOf(ConflictException.class);
        instance.start();
        assertThat(session.info().state()).isEqualTo(SessionState.LOST);
        assertThat(ended.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(5));

        session.restart();
        ended.restart();

        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        assertThat(ended.awaitExit(Job.LONG)).isEqualTo(new ExitStatus(5));
        await(() -> session.log().tail(9).size() == 2);
        instance.stop();
        assertThat(session.awaitExit(Job.LONG).signal()).hasValue(15);
    }

    @Test
    void escapedDaemon_outlivesKill_butNotTheStop() throws Exception {
        Instance instance = branch().create();
        Session session = start(instance, "env -i setsid sleep 1012 & sleep 0.2; kill -9 $$");
        session.awaitExit(Job.LONG);
        session.kill();
        String find = "cat /proc/[0-9]*/cmdline | grep -c '101[2]'";
        assertThat(instance.exec("sh", "-c", find).run().stdout().strip()).isNotEqualTo("0");
        instance.stop();
        instance.start();
        assertThat(instance.exec("sh", "-c", find).run().stdout().strip()).isEqualTo("0");
    }
}
