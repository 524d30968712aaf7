package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.NotFoundException;
import io.headjack.internal.log.LogFile;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import io.headjack.testkit.RequiresTool;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real tmux keeps of the output of its terminals. */
@RequiresTool("tmux")
class TmuxOutputIT {
    private static final int MEBIBYTE = 1 << 20;

    private TmuxFixture fixture;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        fixture = new TmuxFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void start_moreOutputThanALogTakes_keepsItsBeginningAndItsEnd() throws Exception {
        Duration deadline = Duration.ofSeconds(20);
        LogFile log = new LogFile(fixture.log("one"));
        LogWriter writer = new LogWriter(2 * MEBIBYTE, MEBIBYTE);
        try (Multiplexer tmux = new TmuxMultiplexer(fixture, new TmuxServer(fixture, deadline), deadline, writer)) {
            tmux.start(fixture.spec("one", "sh", "-c", "seq 1 2000000; read wait; echo after; read wait"));
            TmuxFixture.awaitTrue(() -> log.tail(1).equals(List.of("2000000")));
            long before = log.size();
            tmux.send(new TerminalId("one"), "\n");
            TmuxFixture.awaitTrue(() -> log.tail(1).equals(List.of("after")));
            assertThat(log.size()).isGreaterThan(before);
        }

        List<String> tail = log.tail(100_000);
        assertThat(tail.subList(0, 99_998))
                .isEqualTo(IntStream.rangeClosed(1_900_003, 2_000_000)
                        .mapToObj(Integer::toString)
                        .toList());
        try (InputStream in = log.open(0)) {
            String all = new String(in.readAllBytes(), US_ASCII);
            assertThat(all).startsWith("1\r\n2\r\n3\r\n").contains("\r\n[headjack: the log is too long");
            assertThat(all.length()).isBetween(3 * MEBIBYTE, 8 * MEBIBYTE);
        }
    }

    @Test
    void history_linesThatScrolledOff_areItsLast() {
        TerminalId id = fixture.start("one", "sh", "-c", "seq 1 1000; printf '\\033[1mend %0250d\\n\\n' 7; cat");
        fixture.awaitText(fixture.log("one"), "007\r\n\r\n");
        Multiplexer tmux = fixture.tmux();
        TmuxFixture.awaitTrue(() -> tmux.history(id, 1).get(0).startsWith("end"));

        assertThat(tmux.history(id, 3)).containsExactly("999", "1000", "end " + "0".repeat(249) + "7");
        assertThat(tmux.history(id, 10_000)).hasSize(1001).startsWith("1", "2");
        assertThat(tmux.history(id, 0)).isEmpty();
    }

    @Test
    void history_terminalThatIsNotThere_isNotFound() {
        fixture.start("one", "cat");

        assertThatThrownBy(() -> fixture.tmux().history(new TerminalId("two"), 5))
                .isInstanceOf(NotFoundException.class);
    }
}
