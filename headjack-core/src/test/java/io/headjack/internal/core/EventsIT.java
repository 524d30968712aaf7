package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Activity;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.InstanceDrifted;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.InstanceStarted;
import io.headjack.HeadjackEvent.InstanceStopped;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionLost;
import io.headjack.HeadjackEvent.SessionRenamed;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.SessionName;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.testkit.EventRecorder;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What subscribers hear of instances and sessions that other programs work with. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class EventsIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    private TempRepository repository;
    /** Two, as if each were a program of its own: one listens, the other works. */
    private Headjack listening;

    private Headjack working;

    @BeforeEach
    void open() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n"));
        listening = own.headjack();
        working = own.openAnother();
    }

    private Instance instance(String branch) {
        return working.instances().in(repository.directory()).branch(branch).create();
    }

    @Test
    void instanceAndItsSession_fromBeginningToEnd_areTold() {
        EventRecorder heard = EventRecorder.of(listening.events());

        Instance instance = instance("feat/x");
        Session session = instance.sessions()
                .command("sh", "-c", "echo hello; read x; exit 7")
                .start();
        heard.await(OutputSeen.class);
        session.submit("go on");
        heard.await(SessionExited.class);
        instance.stop();
        heard.await(InstanceStopped.class);
        instance.remove();
        heard.await(InstanceRemoved.class);

        assertThat(heard.lifeCycle())
                .containsExactly(
                        "InstanceStarted", "SessionStarted", "SessionExited", "InstanceStopped", "InstanceRemoved");
        assertThat(heard.of(SessionExited.class))
                .extracting(SessionExited::exit)
                .containsExactly(new ExitStatus(7));
        assertThat(heard.all()).allMatch(each -> each.instance().equals(instance.id()));
    }

    @Test
    void subscribe_whenMuchIsThere_tellsNothingOfIt() {
        Instance instance = instance("feat/x");
        Session running = instance.sessions()
                .command("sh", "-c", "echo hello; exec sleep 1000")
                .start();
        instance.sessions().command("true").start().awaitExit(LONG);
        running.awaitActivity(Activity.WORKING, LONG);

        EventRecorder heard = EventRecorder.of(listening.events());
        running.rename("other");
        heard.await(SessionRenamed.class);

        assertThat(heard.lifeCycle()).hasSize(1);
        assertThat(heard.of(SessionRenamed.class))
                .extracting(SessionRenamed::name)
                .containsExactly(new SessionName("other"));
    }

    @Test
    void agentThatAsks_isToldWithItsQuestion_andItsAnswerToo() {
        Instance instance = instance("feat/x");
        EventRecorder heard =
                EventRecorder.of(listening.instances().get(instance.id()).events());

        Session session = instance.sessions().agent(ScriptedAgent.ID).start();
        heard.await(ActivityChanged.class, each -> each.activity().activity() == Activity.WAITING_INPUT);
        session.submit("do it");
        heard.await(SessionExited.class);

        assertThat(heard.of(ActivityChanged.class))
                .anySatisfy(each -> assertThat(each.activity().question()).contains("prompt>"));
    }

    @Test
    void programThatFallsSilent_isToldToBeIdle() {
        Session session = instance("feat/x")
                .sessions()
                .command("sh", "-c", "echo hello; exec sleep 1000")
                .start();

        EventRecorder heard =
                EventRecorder.of(listening.sessions().get(session.id()).events());
        heard.await(ActivityChanged.class, each -> each.activity().activity() == Activity.IDLE);
    }

    @Test
    void terminalThatIsKilledInside_isToldToBeLost() throws Exception {
        Instance instance = instance("feat/x");
        Session session = instance.sessions()
                .command("sh", "-c", "echo $PPID; exec sleep 1000")
                .start();
        String inner = firstLine(session);
        EventRecorder heard = EventRecorder.of(listening.events());
        Session other = instance.sessions().command("sleep", "1000").start();
        heard.await(SessionStarted.class);

        // The program, the shell that would write the exit code, and the one that leads the terminal.
        instance.exec("sh", "-c", "outer=$(ps -o ppid= -p $0); kill -KILL $outer $0", inner)
                .run();

        heard.await(SessionLost.class);
        assertThat(heard.of(SessionLost.class))
                .extracting(SessionLost::session)
                .containsExactly(session.id())
                .doesNotContain(other.id());
    }

    @Test
    void worktreeThatDisappears_isToldAsDrift() throws IOException {
        Instance instance = instance("feat/x");
        EventRecorder heard = EventRecorder.of(listening.events());
        Path worktree = instance.info().worktree();
        Path aside = own.dataDirectory().resolve("aside-worktree");

        Files.move(worktree, aside);
        heard.await(InstanceDrifted.class);
        Files.move(aside, worktree);
        heard.await(InstanceStarted.class);

        assertThat(heard.of(InstanceDrifted.class).get(0).problem()).contains("is gone");
    }

    @Test
    void scopes_tellOfTheirOwnOnly_andEndWithTheirInstance() {
        Instance one = instance("feat/one");
        Instance two = instance("feat/two");
        Session first = one.sessions().command("sh", "-c", "read x").start();
        EventRecorder ofOne =
                EventRecorder.of(listening.instances().get(one.id()).events());
        EventRecorder ofFirst =
                EventRecorder.of(listening.sessions().get(first.id()).events());

        two.sessions().command("true").start().awaitExit(LONG);
        first.submit("");
        ofFirst.await(SessionExited.class);
        one.remove();

        ofOne.awaitCompletion();
        ofFirst.awaitCompletion();
        assertThat(ofOne.all()).allMatch(each -> each.instance().equals(one.id()));
        assertThat(ofFirst.lifeCycle()).containsExactly("SessionExited");
    }

    @Test
    void close_completesSubscribers_andRefusesNewOnes() {
        EventRecorder heard = EventRecorder.of(listening.events());

        listening.close();

        heard.awaitCompletion();
        EventRecorder late = EventRecorder.of(listening.events());
        assertThat(late.awaitFailure()).isInstanceOf(HeadjackClosedException.class);
    }

    @Test
    void rename_toANameThatIsTaken_isRefused() {
        Instance instance = instance("feat/x");
        instance.sessions().command("sleep", "1000").name("one").start();
        Session two = instance.sessions().command("sleep", "1000").name("two").start();

        assertThatThrownBy(() -> two.rename("one"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("\"one\"");

        two.rename("two");
        two.rename("three");
        assertThat(instance.sessions().get("three").id()).isEqualTo(two.id());
        assertThat(instance.sessions().find("two")).isEmpty();
    }

    @Test
    void subscribers_thatAllLeave_leaveNoThread() {
        EventRecorder heard = EventRecorder.of(listening.events());
        assertThat(eventThreads()).hasSize(1);

        heard.cancel();

        awaitUntil(() -> eventThreads().isEmpty());
        EventRecorder again = EventRecorder.of(listening.events());
        instance("feat/x");
        again.await(InstanceStarted.class);
    }

    @Test
    void subscribers_thatComeAsTheLastOneLeaves_areToldOnce() {
        Instance instance = instance("feat/x");
        EventRecorder heard = EventRecorder.of(listening.events());
        for (int i = 0; i < 50; i++) {
            heard.cancel();
            heard = EventRecorder.of(listening.events());
        }

        instance.sessions().command("true").start();
        heard.await(SessionExited.class);
        instance.remove();
        heard.await(InstanceRemoved.class);

        assertThat(heard.of(SessionStarted.class)).hasSize(1);
        assertThat(heard.of(SessionExited.class)).hasSize(1);
        assertThat(heard.of(InstanceRemoved.class)).hasSize(1);
        assertThat(eventThreads()).hasSize(1);
    }

    private static List<Thread> eventThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("headjack-events"))
                .toList();
    }

    private static String firstLine(Session session) {
        awaitUntil(() -> !session.log().tail(1).isEmpty());
        return session.log().tail(1).get(0);
    }

    private static void awaitUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time is up").isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
