package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Delivery;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Key;
import io.headjack.LogSubscription;
import io.headjack.Receipt;
import io.headjack.Session;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How far what is typed into a session is known to have got. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class SessionInputIT {
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

    private Session start(String script) {
        return instance.sessions().command("sh", "-c", script).start();
    }

    @Test
    void submit_programThatEchoes_isPastedAndThenEchoed() {
        Session session = start("cat");
        Receipt receipt = session.submit("häl lo\nund noch eine Zeile");
        assertThat(receipt.delivery()).isEqualTo(Delivery.PASTED);
        assertThat(receipt.awaitEcho(LONG)).isEqualTo(Delivery.ECHOED);
        assertThat(receipt.delivery()).isEqualTo(Delivery.ECHOED);
    }

    @Test
    void awaitEcho_sameTextPrintedBefore_doesNotCount() throws Exception {
        Session session = start("echo secret; stty -echo; echo ready; read -r line; sleep 1000");
        awaitLine(session, "ready");
        Receipt receipt = session.submit("secret");
        assertThat(receipt.awaitEcho(Duration.ofMillis(300))).isEqualTo(Delivery.PASTED);
    }

    @Test
    void awaitEcho_sessionEnds_returnsAtOnceWhatIsKnown() throws Exception {
        Session session = start("stty -echo; echo ready; read -r line; exit 3");
        awaitLine(session, "ready");
        Receipt receipt = session.submit("secret");
        assertThat(receipt.awaitEcho(Duration.ofHours(1))).isEqualTo(Delivery.PASTED);
    }

    @Test
    void keys_haveNoEcho_soNobodyWaits() {
        Session session = start("read -r line; exit 4");
        assertThat(session.keys(Key.ENTER).awaitEcho(Duration.ofHours(1))).isEqualTo(Delivery.PASTED);
        assertThat(session.awaitExit(LONG).code()).isEqualTo(4);
    }

    @Test
    void send_lineThatWouldBeCut_isRefusedBeforeAnythingIsTyped() throws Exception {
        Session session = start("echo ready; read -r line; echo \"got $line\"");
        awaitLine(session, "ready");
        assertThatThrownBy(() -> session.submit("x".repeat(5000)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("5000");
        session.submit("short");
        assertThat(session.awaitExit(LONG).isSuccess()).isTrue();
        assertThat(session.log().tail(1)).containsExactly("got short");
    }

    @Test
    void send_endedSession_isAConflict() {
        Session session = start("exit 5");
        session.awaitExit(LONG);
        assertThatThrownBy(() -> session.send("x")).isInstanceOf(ConflictException.class);
    }

    private static void awaitLine(Session session, String line) throws InterruptedException {
        CountDownLatch printed = new CountDownLatch(1);
        try (LogSubscription lines = session.log().follow(each -> {
            if (each.equals(line)) {
                printed.countDown();
            }
        })) {
            assertThat(printed.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }
}
