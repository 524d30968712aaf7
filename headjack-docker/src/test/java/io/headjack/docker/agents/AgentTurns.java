package io.headjack.docker.agents;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Activity;
import io.headjack.Collected;
import io.headjack.ExitStatus;
import io.headjack.Instance;
import io.headjack.Key;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionActivity;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A real agent in a session: it works, asks before it changes a file, is answered, and its commit is collected; it quits in its
 * own way, and takes its conversation up again.
 */
final class AgentTurns {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Duration BETWEEN_PRESSES = Duration.ofSeconds(10);
    private static final Duration BETWEEN_QUITS = Duration.ofMillis(400);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int INTERRUPTED = 130;
    private static final int PRESSES = 6;
    private static final String BRANCH = "feat/agent";

    private AgentTurns() {}

    static void play(RealAgent agent, Path directory, String question) throws Exception {
        try (AgentSite site = AgentSite.open(directory, agent, agent.versions().get(0))) {
            Instance instance = site.instance(BRANCH, agent);
            try {
                Session session = agent.session(instance).start();
                try {
                    turn(session, ScriptedModel.start(instance), question);
                } catch (HeadjackTimeoutException e) {
                    throw new AssertionError(
                            e.getMessage() + "; its screen:\n"
                                    + session.screen().text() + "\n" + session.activity(),
                            e);
                }
                assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
                assertThat(site.repository().git("show", BRANCH + ":a.txt")).contains("two");
                instance.stop(GRACE);
                ExitStatus stopped = session.info().exit().orElseThrow();
                assertThat(stopped.code())
                        .as("how it quit; its last words: %s", session.log().tail(5))
                        .isIn(0, INTERRUPTED);

                instance.start();
                long before = session.log().size();
                session.restart();
                session.awaitOutput(Pattern.compile("The work is done"), before, LONG);
                session.awaitActivity(Activity.IDLE, LONG);
                assertThat(quitting(session))
                        .as("how it quits without any signal")
                        .isEqualTo(stopped);
            } finally {
                instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        }
    }

    private static void turn(Session session, ScriptedModel model, String question) {
        session.awaitActivity(Activity.IDLE, LONG);

        session.submit("Think: of the file");
        session.awaitActivity(Activity.WORKING, LONG);
        model.release();
        session.awaitActivity(Activity.IDLE, LONG);
        model.hold();

        session.submit("Run: echo two >> a.txt && git commit --quiet --all --message Two");
        SessionActivity asks = session.awaitActivity(Activity.WAITING_INPUT, LONG);
        assertThat(asks.question()).isEqualTo(Optional.of(question));

        SessionActivity idle = answered(session);
        assertThat(session.log().tail(2_000)).isNotEmpty();
        assertThat(idle.evidence()).isNotBlank();
    }

    /** Presses what makes it quit, as a person does. */
    private static ExitStatus quitting(Session session) {
        for (int left = PRESSES; ; left--) {
            try {
                session.keys(Key.CTRL_C);
                return session.awaitExit(BETWEEN_QUITS);
            } catch (ConflictException e) {
                return session.awaitExit(LONG);
            } catch (HeadjackTimeoutException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** Agents let a moment pass before a question takes keys, so that nobody answers what was not read: a person presses again. */
    private static SessionActivity answered(Session session) {
        for (int left = PRESSES; ; left--) {
            session.keys(Key.ENTER);
            try {
                return session.awaitActivity(Activity.IDLE, BETWEEN_PRESSES);
            } catch (HeadjackTimeoutException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }
}
