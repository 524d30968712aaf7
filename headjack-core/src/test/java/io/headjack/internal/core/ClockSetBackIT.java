package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.testkit.ManualClock;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock back, by over a year: nothing is lost, taken for something else, or waited for. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class ClockSetBackIT {
    private static final Duration BACK = Duration.ofDays(-400);

    @TempDir
    Path directory;

    private final ManualClock clock = ManualClock.at(Instant.parse("2026-06-01T12:00:00Z"));
    private TempRepository repository;
    private Headjack headjack;

    @BeforeEach
    void open() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = reopened();
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    private Headjack reopened() {
        return Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .runtime("local")
                .clock(clock)
                .open();
    }

    private Instance ensure() {
        return headjack.instances().in(repository.directory()).branch("feat/x").ensure();
    }

    @Test
    void instance_olderThanNow_worksOnInTheSameAndInANewProgram() {
        Instance instance = ensure();
        Session before = instance.sessions().command("sleep", "1000").start();
        clock.advance(BACK);

        Session after = instance.sessions().command("sleep", "1000").start();
        instance.exec("git", "commit", "-q", "--allow-empty", "-m", "Later, and earlier")
                .run();
        String head = instance.git().collect().head();

        try (Headjack other = reopened()) {
            assertThat(other.instances().get(instance.id()).sessions().list())
                    .hasSize(2)
                    .extracting(SessionInfo::state)
                    .containsOnly(SessionState.RUNNING);
            assertThat(other.doctor().scan()).isEmpty();
        }
        assertThat(repository.resolve("feat/x")).isEqualTo(head);
        before.kill();
        after.kill();
        before.awaitExit(Duration.ofSeconds(30));
        assertThat(ensure()).isEqualTo(instance);
    }

    @Test
    void remove_salvagesOfTheSameMoment_areAllKept() throws IOException {
        Removed first = discard("one");
        clock.advance(BACK);
        discard("two");
        clock.advance(BACK.negated());
        Removed third = discard("three");

        assertThat(third.salvage()).isPresent().isNotEqualTo(first.salvage());
        assertThat(repository
                        .git("for-each-ref", "--format=%(refname)", "refs/headjack/salvage")
                        .lines())
                .anyMatch(ref -> repository.git("show", ref + ":work.txt").equals("one"))
                .anyMatch(ref -> repository.git("show", ref + ":work.txt").equals("two"))
                .anyMatch(ref -> repository.git("show", ref + ":work.txt").equals("three"));
    }

    private Removed discard(String text) throws IOException {
        Instance instance = ensure();
        Files.writeString(instance.info().worktree().resolve("work.txt"), text);
        return instance.remove(RemoveOption.DISCARD_WORK);
    }

    @Test
    void session_recordedInWhatIsTheFutureNowAndNeverStarted_isLost() throws IOException {
        Instance instance = ensure();
        Session session = instance.sessions().command("sleep", "1000").start();
        session.kill();
        Path logs = directory.resolve("data/logs").resolve(instance.id().value());
        Files.delete(logs.resolve(session.id() + ".log"));
        Files.deleteIfExists(logs.resolve(session.id() + ".exit"));

        clock.advance(BACK);

        assertThat(session.info().state()).isEqualTo(SessionState.LOST);
    }
}
