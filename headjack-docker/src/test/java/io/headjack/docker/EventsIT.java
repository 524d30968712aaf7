package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Headjack;
import io.headjack.HeadjackEvent.InstanceDrifted;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.InstanceStarted;
import io.headjack.HeadjackEvent.InstanceStopped;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionLost;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.EventRecorder;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What subscribers hear of what others do to containers. */
@RequiresTool({"docker", "git"})
@Timeout(300)
class EventsIT {
    private static final int TERM = 15;

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on(TestRuntime.ID);

    private TempRepository repository;
    private Headjack headjack;
    private ContainerRuntime engine;
    private Instance instance;
    private EventRecorder heard;

    @BeforeEach
    void makeInstance() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = own.headjack();
        engine = Job.engine(own.dataDirectory());
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
        heard = EventRecorder.of(headjack.events());
    }

    @AfterEach
    void closeEngine() {
        engine.close();
    }

    private ContainerId container() {
        return engine.find(instance.info().container()).orElseThrow().id();
    }

    @Test
    void containerThatIsStoppedOutside_isTold_withTheSessionsThatWentWithIt() {
        Session session = instance.sessions().command("sleep", "1000").start();
        heard.await(SessionStarted.class);

        engine.stop(container(), Duration.ofSeconds(10));
        heard.await(InstanceStopped.class);
        SessionExited exited = heard.await(SessionExited.class);
        instance.start();
        heard.await(InstanceStarted.class);

        assertThat(exited.session()).isEqualTo(session.id());
        assertThat(exited.exit().signal()).hasValue(TERM);
        assertThat(heard.of(SessionLost.class)).isEmpty();
    }

    @Test
    void containerThatIsFrozenAndGone_isToldAsDrift() {
        instance.sessions().command("sleep", "1000").start();
        heard.await(SessionStarted.class);
        engine.pause(container());
        assertThat(heard.await(InstanceDrifted.class).problem()).contains("is paused");
        engine.unpause(container());
        heard.await(InstanceStarted.class);
        engine.remove(container());
        heard.await(InstanceDrifted.class, each -> each.problem().contains("is gone"));
        heard.await(SessionLost.class);

        // Whoever looks in the middle of a removal sees that it stops first.
        assertThat(heard.lifeCycle())
                .filteredOn(each -> !each.equals("InstanceStopped"))
                .hasSize(5)
                .startsWith("SessionStarted", "InstanceDrifted", "InstanceStarted")
                .contains("SessionLost");
    }

    @Test
    void sessionOfAFrozenInstance_runsAndCannotBeReachedUntilItGoesOn() {
        Session session = instance.sessions().command("cat").start();
        session.submit("before");
        engine.pause(container());

        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        assertThatThrownBy(session::screen)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("its instance is paused; start branch");
        assertThatThrownBy(session::kill).isInstanceOf(ConflictException.class);
        assertThatThrownBy(instance::remove)
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(session.info().name().value());

        instance.start();
        assertThat(session.info().state()).isEqualTo(SessionState.RUNNING);
        session.submit("after");
        session.awaitOutput(Pattern.compile("after"), 0, Duration.ofSeconds(30));
    }

    @Test
    void sessionsThatEndWhileTheyAreTold_endOnce() {
        for (int code = 0; code < 20; code++) {
            instance.sessions().command("sh", "-c", "exit " + code).start();
        }
        heard.await(SessionExited.class, each -> heard.of(SessionExited.class).size() == 20);
        instance.remove();
        heard.await(InstanceRemoved.class);

        assertThat(heard.of(SessionExited.class))
                .extracting(each -> each.exit().code())
                .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
        assertThat(heard.of(SessionStarted.class)).hasSize(20);
        assertThat(heard.of(SessionLost.class)).isEmpty();
    }
}
