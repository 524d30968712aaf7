package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Activity;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.SessionActivity;
import io.headjack.SessionInfo;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.ScriptedAgent;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What programs in real terminals seem to be doing. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class ActivityIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void makeInstance() {
        repository = own.repository();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = own.headjack();
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
    }

    @Test
    void agentThatAsks_waitsForAPerson_andGoesOnWhenAnswered() {
        Instant before = Instant.now();
        Session session = instance.sessions().agent(ScriptedAgent.ID).start();

        SessionActivity asks = session.awaitActivity(Activity.WAITING_INPUT, LONG);

        assertThat(asks.question()).contains("prompt>");
        assertThat(asks.evidence()).isNotBlank();
        assertThat(asks.since()).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(instance.sessions().list())
                .extracting(SessionInfo::activity)
                .containsExactly(Activity.WAITING_INPUT);
        session.submit("do it");
        assertThat(session.awaitExit(LONG).isSuccess()).isTrue();
        assertThat(session.activity().activity()).isEqualTo(Activity.UNKNOWN);
        assertThatThrownBy(() -> session.awaitActivity(Activity.IDLE, LONG))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("EXITED");
    }

    @Test
    void programThatPrintsNothing_isUnknown() {
        Session session = instance.sessions().command("sleep", "1000").start();
        assertThat(session.activity().activity()).isEqualTo(Activity.UNKNOWN);
        assertThatThrownBy(() -> session.awaitActivity(Activity.IDLE, Duration.ofMillis(50)))
                .isInstanceOf(HeadjackTimeoutException.class);
    }

    @Test
    void programThatPrints_worksAndIsIdleLater() {
        Session session = instance.sessions()
                .command("sh", "-c", "while [ ! -e quiet ]; do echo x; sleep 0.1; done; sleep 1000")
                .start();
        session.awaitActivity(Activity.WORKING, LONG);
        instance.exec("touch", "quiet").run();
        SessionActivity idle = session.awaitActivity(Activity.IDLE, LONG);
        assertThat(Duration.between(idle.since(), Instant.now())).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void programThatEndsWhileSomebodyWaits_endsTheWaiting() {
        Session session =
                instance.sessions().command("sh", "-c", "echo x; sleep 0.5").start();
        assertThatThrownBy(() -> session.awaitActivity(Activity.STUCK, LONG)).isInstanceOf(ConflictException.class);
    }
}
