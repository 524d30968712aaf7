package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Drift;
import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to containers behind Headjack's back, and how it comes right again. */
@RequiresTool({"docker", "git"})
class ContainerDriftsIT {
    @TempDir
    Path data;

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;
    private Drifts drifts;
    private ContainerRuntime engine;

    @BeforeEach
    void makeInstance() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(data);
        engine = Job.engine(data);
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
        drifts = new Drifts(headjack, data);
        assertThat(drifts.scan()).isEmpty();
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        engine.close();
        repository.close();
    }

    private ContainerId container() {
        return engine.find(instance.info().container()).orElseThrow().id();
    }

    private Session session(String name) {
        return instance.sessions().command("sleep", "1000").name(name).start();
    }

    private void ensure() {
        assertThat(headjack.instances()
                        .in(repository.directory())
                        .branch("feat/x")
                        .ensure())
                .isEqualTo(instance);
    }

    @Test
    void removed_isMadeAgainByTheDoctorAndNotStarted() {
        engine.remove(container());

        drifts.repairOnly(Drift.CONTAINER_MISSING);

        assertThat(instance.info().state()).isEqualTo(InstanceState.STOPPED);
        instance.start();
        assertThat(instance.exec("cat", "a.txt").run().stdout()).isEqualTo("a\n");
    }

    @Test
    void removedWithItsVolume_isMadeAgainByEnsure() {
        engine.remove(container());
        engine.removeVolume("headjack-" + instance.id() + "-home");
        assertThat(drifts.scan()).containsOnly(Drift.CONTAINER_MISSING, Drift.VOLUME_MISSING);

        ensure();

        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(drifts.scan()).isEmpty();
    }

    @Test
    void removedWithItsVolume_isMadeAgainByTheDoctor() {
        engine.remove(container());
        engine.removeVolume("headjack-" + instance.id() + "-home");

        drifts.repairOnly(Drift.VOLUME_MISSING, Drift.CONTAINER_MISSING);
    }

    @Test
    void killedWhileSessionsRan_hasThemRecordedAsLost() throws Exception {
        Session session = session("busy");
        drifts.docker("kill", instance.info().container());

        drifts.repairOnly(Drift.CONTAINER_STOPPED);

        assertThat(session.info().state()).isEqualTo(SessionState.LOST);
        ensure();
        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(drifts.scan()).isEmpty();
    }

    @Test
    void killedWhileGitHeldItsLocks_hasAGitThatWorksAfterStart() throws Exception {
        String locked = "git branch feat/y"
                + " && cd /headjack/git && touch HEAD.lock index.lock refs/heads/feat/y.lock packed-refs.lock gc.pid"
                + " && ln -s /workspace/a.txt link.lock";
        assertThat(instance.exec("sh", "-c", locked).run().exit().isSuccess()).isTrue();
        assertThat(commit().exit().isSuccess()).as("the locks hold git up").isFalse();

        drifts.docker("kill", instance.info().container());
        ensure();

        assertThat(commit().stderr()).isEmpty();
        assertThat(instance.exec("git", "branch", "-f", "feat/y").run().stderr())
                .isEmpty();
        engine.remove(container());
        ensure();
        assertThat(commit().stderr()).isEmpty();
    }

    @Test
    void killedWhileGitHeldItsLocksAndStartedBySomebodyElse_hasAGitThatWorks() throws Exception {
        instance.exec("touch", "/headjack/git/HEAD.lock").run();

        drifts.docker("kill", instance.info().container());
        drifts.docker("start", instance.info().container());

        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!commit().exit().isSuccess()) {
            assertThat(System.nanoTime()).as("the lock is gone by now").isLessThan(deadline);
        }
    }

    @Test
    void lockOfAGitThatRuns_isLeftAlone() {
        instance.exec("touch", "/headjack/git/HEAD.lock").run();

        ensure();

        assertThat(instance.exec("ls", "/headjack/git/HEAD.lock").run().exit().isSuccess())
                .isTrue();
    }

    private ExecResult commit() {
        return instance.exec(
                        "git", "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "x")
                .run();
    }

    @Test
    void paused_isThawed() {
        engine.pause(container());

        drifts.repairOnly(Drift.CONTAINER_PAUSED);

        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void renamed_isFollowedByTheDoctorAndItsSessionsGoOn() throws Exception {
        Session session = session("busy");
        String name = "other-" + instance.id();
        drifts.docker("rename", instance.info().container(), name);

        drifts.repairOnly(Drift.CONTAINER_RENAMED);

        assertThat(instance.info().container()).isEqualTo(name);
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void renamed_isFollowedByEnsure() throws Exception {
        String name = "other-" + instance.id();
        drifts.docker("rename", instance.info().container(), name);

        ensure();

        assertThat(instance.info().container()).isEqualTo(name);
        assertThat(drifts.scan()).isEmpty();
    }

    @Test
    void madeLateByABusyEngine_isReplaced() {
        engine.remove(container());
        AtomicBoolean late = new AtomicBoolean(true);
        ContainerRuntime busy = WatchedEngine.of(engine, (method, arguments) -> {
            if (method.equals("create") && late.getAndSet(false)) {
                engine.create((ContainerSpec) arguments[0]);
            }
        });
        try (Headjack other =
                Headjack.builder().dataDirectory(data).runtime(busy).open()) {
            other.instances().get(instance.id()).start();
        }

        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(drifts.scan()).isEmpty();
    }

    @Test
    void sessionKilledInsideWithoutAWord_isRecordedAsLost() {
        Session session = session("victim");
        Session other = session("other");
        signalInside("HEADJACK_SESSION=" + session.id(), "STOP", "KILL");
        drifts.await(() -> session.info().state() == SessionState.LOST);

        drifts.repairOnly(Drift.SESSION_LOST);

        assertThat(session.info().state()).isEqualTo(SessionState.LOST);
        assertThat(other.info().state()).isEqualTo(SessionState.RUNNING);
        assertThat(instance.info().sessions()).isEqualTo(1);
    }

    @Test
    void multiplexerAndItsSessionsKilledWithoutAWord_areRecordedAsLost() {
        Session first = session("first");
        Session second = session("second");
        // Stopped, it neither notes that its sessions ended nor, when it goes, hangs them up.
        signalInside("^tmux", "STOP");
        signalInside("HEADJACK_SESSION=", "STOP", "KILL");
        signalInside("^tmux", "KILL");
        drifts.await(
                () -> first.info().state() == SessionState.LOST && second.info().state() == SessionState.LOST);

        drifts.repairOnly(Drift.MULTIPLEXER_LOST);

        assertThat(session("third").info().state()).isEqualTo(SessionState.RUNNING);
        assertThat(drifts.scan()).isEmpty();
    }

    @Test
    void multiplexerKilled_endsItsSessionsAndTheNextOneStarts() {
        Session first = session("first");
        Session second = session("second");
        drifts.inside(instance, "tmux -S /headjack/run/tmux kill-server; true");
        drifts.await(() ->
                first.info().state() != SessionState.RUNNING && second.info().state() != SessionState.RUNNING);

        drifts.repairAll();

        session("third");
        assertThat(drifts.scan()).isEmpty();
    }

    /** Sends signals to all that has this in its environment or its name, each to all of them before the next. */
    private void signalInside(String mark, String... signals) {
        drifts.inside(
                instance,
                "for signal in " + String.join(" ", signals) + "; do for each in /proc/[0-9]*; do"
                        + " if [ \"${each#/proc/}\" -gt 1 ] && grep -qs '" + mark
                        + "' \"$each/environ\" \"$each/comm\";"
                        + " then kill -$signal \"${each#/proc/}\"; fi; done; done; true");
    }
}
