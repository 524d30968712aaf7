package io.headjack.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainLogFileTest {
    @TempDir
    Path directory;

    private PlainLogFile log(String content) throws Exception {
        return new PlainLogFile(new LogFile(Files.writeString(directory.resolve("x.log"), content)));
    }

    @Test
    void tail_missingOrNone_isNothing() throws Exception {
        assertThat(new PlainLogFile(new LogFile(directory.resolve("none"))).tail(5))
                .isEmpty();
        assertThat(log("a\n").tail(0)).isEmpty();
        PlainLogFile log = log("a\n");
        assertThatThrownBy(() -> log.tail(-1))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void tail_escapeSequences_areRendered() throws Exception {
        assertThat(log("\u001b[31mred\u001b[m\r\n1%\r2%\r3%\r\n$ ").tail(2)).containsExactly("3%", "$");
    }

    @Test
    void tail_longLog_isItsEnd() throws Exception {
        List<String> lines = IntStream.range(0, 100_000)
                .mapToObj(i -> "line " + i + " of a log that is longer than what is read of it at first")
                .toList();
        PlainLogFile log = log(lines.stream().collect(Collectors.joining("\r\n", "", "\r\n")));

        assertThat(log.tail(3)).isEqualTo(lines.subList(99_997, 100_000));
        assertThat(log.tail(20_000)).isEqualTo(lines.subList(80_000, 100_000));
        assertThat(log.tail(200_000)).isEqualTo(lines);
    }

    @Test
    void tail_longProgressBarBeforeTheEnd_goesBackBehindIt() throws Exception {
        PlainLogFile log = log("start\r\n" + "\r50%".repeat(500_000) + "\r\ndone\r\n");

        assertThat(log.tail(3)).containsExactly("start", "50%", "done");
    }

    @Test
    void tail_fullScreenProgramThatHasEnded_isLeftOut() throws Exception {
        PlainLogFile log =
                log("$ vim\r\n\u001b[?1049h" + "\u001b[3;4Htext\r\n".repeat(100_000) + "\u001b[?1049l$ exit\r\n");

        assertThat(log.tail(2)).containsExactly("$ vim", "$ exit");
    }

    @Test
    void lines_areAllOfTheLog() throws Exception {
        PlainLogFile log = log("one\r\ntwo\r\n".repeat(50_000) + "last");
        try (Stream<String> lines = log.lines()) {
            assertThat(lines.limit(2)).containsExactly("one", "two");
        }
        try (Stream<String> lines = log.lines()) {
            assertThat(lines.count()).isEqualTo(100_001);
        }
    }
}
