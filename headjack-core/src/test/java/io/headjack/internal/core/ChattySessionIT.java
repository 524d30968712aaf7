package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.LogSubscription;
import io.headjack.Session;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A session that prints all the time: who waits for something does not keep asking the multiplexer that serves all others. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class ChattySessionIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String CHATTY =
            "i=0; while [ $i -lt 300 ]; do echo $i; sleep 0.005; i=$((i + 1)); done; exit 3";

    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    private final AtomicInteger questions = new AtomicInteger();
    private Session session;

    @BeforeEach
    void start() {
        session = own.headjack()
                .instances()
                .in(own.repository().directory())
                .branch("feat/x")
                .create()
                .sessions()
                .command("sh", "-c", "read go; " + CHATTY)
                .start();
    }

    /** Has somebody wait while it prints its 300 lines, and counts the questions. */
    private void wait(Waiting waiting) {
        try (Headjack asking = ToldMultiplexers.open(
                own.dataDirectory(), LONG, (method, socket) -> questions.addAndGet(method.equals("list") ? 1 : 0))) {
            Session same = asking.sessions().get(session.id());
            session.submit("");
            waiting.of(same);
        }
    }

    @Test
    void awaitExit_asksNowAndThen() {
        wait(same -> assertThat(same.awaitExit(LONG)).isEqualTo(new ExitStatus(3)));

        assertThat(questions.get()).isBetween(1, 60);
    }

    @Test
    void awaitOutput_asksNowAndThen() {
        wait(same -> assertThat(same.awaitOutput(Pattern.compile("^299$"), LONG).line())
                .isEqualTo("299"));

        assertThat(questions.get()).isLessThan(60);
    }

    @Test
    void follow_asksNowAndThen() {
        AtomicInteger lines = new AtomicInteger();
        wait(same -> {
            try (LogSubscription subscription = same.log().follow(line -> lines.incrementAndGet())) {
                subscription.awaitEnd(LONG);
            }
        });

        assertThat(lines.get()).isGreaterThanOrEqualTo(300);
        assertThat(questions.get()).isBetween(1, 60);
    }

    private interface Waiting {
        void of(Session session);
    }
}
