package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.LogSubscription;
import io.headjack.OutputMatch;
import io.headjack.Session;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.InvalidRequestException;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What programs in real terminals print, as text. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class OutputIT {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Pattern ANSWER = Pattern.compile("^answer (\\d+)$");

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

    private Session start(String program) {
        return instance.sessions().command("sh", "-c", program).start();
    }

    @Test
    void awaitOutput_answersOfAProgram_areFoundOneAfterTheOther() {
        Session session =
                start("printf 'number? '; while read n; do echo \"answer $((n + 1))\"; printf 'number? '; done");

        OutputMatch prompt = session.awaitOutput(Pattern.compile("number\\?$"), LONG);
        session.submit("1");
        OutputMatch first = session.awaitOutput(ANSWER, prompt.next(), LONG);
        session.submit("41");
        OutputMatch second = session.awaitOutput(ANSWER, first.next(), LONG);

        assertThat(first.match().group(1)).isEqualTo("2");
        assertThat(second.line()).isEqualTo("answer 42");
        assertThat(session.awaitOutput(ANSWER, SHORT).line()).isEqualTo("answer 2");
        assertThatThrownBy(() -> session.awaitOutput(ANSWER, second.next(), SHORT))
                .isInstanceOf(HeadjackTimeoutException.class)
                .hasMessageContaining("answer");
    }

    @Test
    void awaitOutput_sessionThatEnds_isImpossibleThen() {
        Session session = start("echo one; read wait; echo last words");
        session.awaitOutput(Pattern.compile("one"), LONG);
        CompletableFuture<OutputMatch> never =
                CompletableFuture.supplyAsync(() -> session.awaitOutput(Pattern.compile("never"), LONG));
        CompletableFuture<OutputMatch> last =
                CompletableFuture.supplyAsync(() -> session.awaitOutput(Pattern.compile("last words"), LONG));
        session.submit("");

        assertThat(last.join().line()).isEqualTo("last words");
        assertThatThrownBy(never::join).hasCauseInstanceOf(ConflictException.class);
        assertThat(session.awaitOutput(Pattern.compile("last"), LONG).line()).isEqualTo("last words");
    }

    @Test
    void awaitOutput_headjackIsClosed_ends() {
        Session session = start("echo one; sleep 1000");
        session.awaitOutput(Pattern.compile("one"), LONG);
        CompletableFuture<OutputMatch> never =
                CompletableFuture.supplyAsync(() -> session.awaitOutput(Pattern.compile("never"), LONG));
        headjack.close();

        assertThatThrownBy(never::join).hasCauseInstanceOf(HeadjackClosedException.class);
    }

    @Test
    void plain_progressAndColours_areReadable() {
        Session session = start(
                "printf '\\033[1;32mgreen\\033[m\\r\\n'; for i in 1 2 3; do printf \"\\r$i%%\"; done; echo; echo ok");
        List<String> lines = new CopyOnWriteArrayList<>();
        try (LogSubscription subscription = session.log().plain().follow(lines::add)) {
            subscription.awaitEnd(LONG);
        }

        assertThat(lines).containsExactly("green", "3%", "ok");
        assertThat(session.log().plain().tail(2)).containsExactly("3%", "ok");
        assertThat(session.log().tail(3)).first().asString().contains("\u001b[1;32m");
    }

    @Test
    void history_ofASession_isWhatScrolledOff() {
        Session session = start("seq 1 500; read wait");
        session.awaitOutput(Pattern.compile("^500$"), LONG);

        assertThat(session.history(1000))
                .hasSizeGreaterThan(session.screen().lines().size());
        assertThatThrownBy(() -> session.history(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> session.history(10_001)).isInstanceOf(InvalidRequestException.class);
        session.kill();
        assertThatThrownBy(() -> session.history(5)).isInstanceOf(ConflictException.class);
    }
}
