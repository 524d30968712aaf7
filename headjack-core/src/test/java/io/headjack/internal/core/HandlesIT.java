package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.Posture;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionState;
import io.headjack.SessionType;
import io.headjack.error.ConflictException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.catalog.SessionSpec;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.FakeContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What handles promise when a stream, a session or an instance is not what it should be. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class HandlesIT {
    @TempDir
    Path directory;

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void makeInstance() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .runtime("local")
                .open();
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").ensure();
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .find(instance.id())
                .ifPresent(each -> each.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    private void record(UnaryOperator<InstanceRecord> change) {
        new CatalogFile(directory.resolve("data"), warning -> {})
                .update((CatalogState state) ->
                        state.with(change.apply(state.find(instance.id()).orElseThrow())));
    }

    @Test
    void exec_moreOutputThanIsKept_failsAtOnceAndIsKilled() {
        assertThatThrownBy(() -> instance.exec("yes").run())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("send its output to a stream");
    }

    @Test
    void exec_targetFails_failsAtOnce() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the disk is full");
            }
        };
        assertThatThrownBy(() -> instance.exec("yes")
                        .stderr(OutputStream.nullOutputStream())
                        .stdout(full)
                        .run())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("the disk is full");
    }

    @Test
    void exec_sourceFails_isNoEndOfInput() {
        InputStream broken = new PipedInputStream();

        assertThatThrownBy(() -> instance.exec("cat").stdin(broken).run())
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("Pipe not connected");
    }

    @Test
    void exec_inputThatNobodyReads_isNoFailure() {
        assertThat(instance.exec("true")
                        .stdin(InputStream.nullInputStream())
                        .timeout(ChronoUnit.FOREVER.getDuration())
                        .run()
                        .exit())
                .isEqualTo(new ExitStatus(0));
    }

    @Test
    void awaitExit_forever_isAllowed() {
        Session session = instance.sessions().command("true").start();

        assertThat(session.awaitExit(ChronoUnit.FOREVER.getDuration()).isSuccess())
                .isTrue();
    }

    @Test
    void send_terminalIsGone_isAConflict() {
        Session session = instance.sessions().command("sleep", "1000").start();
        record(each -> each.change(session.id(), old -> sessionAt(old.id(), Instant.EPOCH)));
        instance.exec("sh", "-c", "tmux -S \"$0\" kill-server; true", socket()).run();

        assertThatThrownBy(() -> session.send("x")).isInstanceOf(ConflictException.class);
        assertThatThrownBy(session::screen).isInstanceOf(ConflictException.class);
    }

    private String socket() {
        return directory.resolve("data/run/" + instance.id()).toString();
    }

    @Test
    void list_sessionThatSomebodyIsStarting_isNotLost() {
        record(each -> each.add(sessionAt(new SessionId("abcdefghij"), Instant.now()))
                .add(sessionAt(new SessionId("abcdefghik"), Instant.now().minus(Duration.ofHours(1)))));

        assertThat(instance.sessions().list())
                .extracting(info -> info.id() + " " + info.state())
                .containsExactly("abcdefghij " + SessionState.STARTING, "abcdefghik " + SessionState.LOST);
    }

    private static SessionRecord sessionAt(SessionId id, Instant when) {
        return new SessionRecord(
                id, new SessionName(id.value()), SessionType.COMMAND, List.of("sleep"), SessionSpec.USUAL, when);
    }

    @Test
    void posture_withoutIsolation_isAllThatTheUserReaches() {
        Posture posture = instance.posture();

        assertThat(posture.isolated()).isFalse();
        assertThat(posture.git()).isEqualTo(Posture.Git.HOST);
        assertThat(posture.lines())
                .containsExactly(
                        "isolation: none; it reaches all that the host's user does",
                        "git: the host's",
                        "secrets: whatever the host's user can read");
    }

    @Test
    void recreate_withoutIsolation_keepsTheFiles() {
        Session session = instance.sessions()
                .command("sh", "-c", "echo kept > note; sleep 600")
                .start();
        assertThat(instance.exec("sh", "-c", "until [ -s note ]; do sleep 0.01; done")
                        .run()
                        .exit())
                .isEqualTo(new ExitStatus(0));

        instance.recreate();

        assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(session.info().state()).isEqualTo(SessionState.EXITED);
        assertThat(instance.exec("cat", "note").run().stdout()).isEqualTo("kept\n");
    }

    @Test
    void remove_begunByADeadProcess_isFinished() {
        record(each -> each.phase(Phase.REMOVING));

        assertThat(instance.remove().branchDeleted()).isTrue();
        assertThat(headjack.instances().find(instance.id())).isEmpty();
    }

    @Test
    void remove_begunByADeadProcessThatKeptTheLogs_keepsThem() throws Exception {
        Session session = instance.sessions().command("echo", "hello").start();
        session.awaitExit(Duration.ofSeconds(20));
        Path log = session.log().file();
        record(each -> each.phase(Phase.REMOVING_BUT_LOGS));

        instance.remove();

        assertThat(log).hasContent("hello");
    }

    @Test
    void list_instanceOfAnotherProgramsRuntime_isShownAndHidesNobody() {
        try (ContainerRuntime other = new FakeContainerRuntime(Set.of(), Clock.systemUTC());
                Headjack more = Headjack.builder()
                        .dataDirectory(directory.resolve("data"))
                        .runtime(other)
                        .open()) {
            Instance theirs =
                    more.instances().in(repository.directory()).branch("feat/y").ensure();

            assertThat(headjack.instances().list())
                    .extracting(InstanceInfo::state)
                    .containsExactlyInAnyOrder(InstanceState.RUNNING, InstanceState.ENGINE_UNREACHABLE);

            theirs.remove();
        }
    }
}
