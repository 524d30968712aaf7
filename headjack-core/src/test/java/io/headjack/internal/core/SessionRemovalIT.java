package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.HeadjackEvent.SessionRemoved;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.testkit.EventRecorder;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that are over, taken away for good. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class SessionRemovalIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    private Instance instance;

    @BeforeEach
    void makeInstance() {
        TempRepository repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n"));
        instance = own.headjack()
                .instances()
                .in(repository.directory())
                .branch("feat/x")
                .create();
    }

    private Session start(String name, String... command) {
        return instance.sessions().command(command).name(name).start();
    }

    private Session ended(String name) {
        Session session = start(name, "echo", "hello");
        session.awaitExit(LONG);
        return session;
    }

    private Path logs() {
        return own.dataDirectory().resolve("logs").resolve(instance.id().value());
    }

    /** All files that have the session's id in their names. */
    private List<Path> filesOf(SessionId session) throws IOException {
        try (Stream<Path> all = Files.walk(own.dataDirectory())) {
            return all.filter(each -> String.valueOf(each.getFileName()).contains(session.value()))
                    .toList();
        }
    }

    @Test
    void remove_endedSession_isGoneWithItsFilesAndFreesItsName() throws Exception {
        Session session = start("worker", "sh", "-c", "read x; echo $x");
        session.submit("typed");
        session.awaitExit(LONG);
        session.restart();
        session.kill();
        session.awaitExit(LONG);
        Session other = ended("other");
        assertThat(filesOf(session.id())).isNotEmpty();

        session.remove();

        assertThat(instance.sessions().list()).extracting(SessionInfo::id).containsExactly(other.id());
        assertThat(filesOf(session.id())).isEmpty();
        assertThat(other.log().tail(1)).containsExactly("hello");
        assertThat(ended("worker").log().tail(9)).containsExactly("hello");
    }

    @Test
    void remove_twice_saysThatThereIsNoneAnyMore() {
        Session session = ended("worker");
        session.remove();

        assertThatThrownBy(session::remove).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(session::restart).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> session.log().tail(1)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void remove_runningSession_isAConflictAndLeavesIt() {
        Session session = start("worker", "sleep", "1000");

        assertThatThrownBy(session::remove)
                .isInstanceOf(ConflictException.class)
                .hasMessageContainingAll("\"worker\"", "RUNNING", "kill it first");

        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
    }

    @Test
    void remove_inAStoppedInstance_doesNotStartIt() throws Exception {
        Session session = start("worker", "sleep", "1000");
        instance.stop();

        session.remove();

        assertThat(instance.info().state().name()).isEqualTo("STOPPED");
        assertThat(filesOf(session.id())).isEmpty();
    }

    @Test
    void remove_whatItLeftRunning_isEnded() throws Exception {
        Session session = start("worker", "sh", "-c", "setsid sleep 1013 & echo $! > daemon; exit 0");
        session.awaitExit(LONG);
        Path daemon = Path.of(
                "/proc",
                Files.readString(instance.info().worktree().resolve("daemon")).strip(),
                "stat");
        assertThat(daemon).exists();

        session.remove();

        // The host's first process need not reap what it inherits.
        assertThat(Files.exists(daemon) && !Files.readString(daemon).contains(") Z "))
                .isFalse();
    }

    @Test
    void remove_takesAlongWhatAKilledRemovalLeft_andNothingElse() throws Exception {
        Path left = Files.createFile(logs().resolve("aaaaaaaaaa.log"));
        Path piece = Files.createFile(logs().resolve("aaaaaaaaaa.log.000000000000123"));
        Path exit = Files.createFile(logs().resolve("aaaaaaaaaa.2.exit"));
        Path strange = Files.createFile(logs().resolve("experiment.txt"));
        Path outside = Files.createDirectories(own.dataDirectory().resolve("tmp/outside"));
        Files.createFile(outside.resolve("kept"));
        Path link = Files.createSymbolicLink(logs().resolve("bbbbbbbbbb.log"), outside);

        ended("worker").remove();

        assertThat(List.of(left, piece, exit)).noneMatch(Files::exists);
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(strange).exists();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void remove_whileSomebodyRestartsIt_hasOneOutcome() {
        for (int i = 0; i < 10; i++) {
            Session session = start("worker" + i, "sh", "-c", "[ -e $0 ] && exec sleep 1000; touch $0", "ran" + i);
            session.awaitExit(LONG);
            CompletableFuture<Boolean> restarted = CompletableFuture.supplyAsync(() -> succeeds(session::restart));
            boolean removed = succeeds(session::remove);

            assertThat(restarted.join()).as("round %d", i).isNotEqualTo(removed);
            assertThat(instance.sessions().find(session.id().value()).isPresent())
                    .isNotEqualTo(removed);
        }
    }

    private static boolean succeeds(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ConflictException | NotFoundException e) {
            return false;
        }
    }

    @Test
    void remove_isToldAndEndsTheEventsOfTheSession() {
        Session session = ended("worker");
        EventRecorder ofOther = EventRecorder.of(ended("other").events());
        EventRecorder all = EventRecorder.of(instance.events());
        EventRecorder ofIt = EventRecorder.of(session.events());

        session.remove();

        ofIt.awaitCompletion();
        all.await(SessionRemoved.class, each -> each.session().equals(session.id()));
        assertThat(ofIt.lifeCycle()).containsExactly("SessionRemoved");
        assertThat(ofOther.lifeCycle()).isEmpty();
    }
}
