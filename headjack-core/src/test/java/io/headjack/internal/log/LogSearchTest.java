package io.headjack.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.OutputMatch;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSearchTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private LogFile log(String content) throws Exception {
        return new LogFile(Files.writeString(directory.resolve("x.log"), content));
    }

    private static Optional<OutputMatch> search(LogFile log, long from, String pattern) {
        try (LogSearch search = new LogSearch(log, from, Pattern.compile(pattern), LONG)) {
            return search.look(() -> {});
        }
    }

    @Test
    void look_lineThatMatches_isTheFirstWithItsGroups() throws Exception {
        OutputMatch match = search(log("a\r\n\u001b[32mport 80\u001b[m\r\nport 90\r\n"), 0, "^port (\\d+)$")
                .orElseThrow();

        assertThat(match.line()).isEqualTo("port 80");
        assertThat(match.match().group(1)).isEqualTo("80");
        assertThat(match.next()).isEqualTo(20);
    }

    @Test
    void look_fromTheMatchBefore_isTheNext() throws Exception {
        LogFile log = log("port 80\r\nport 90\r\n");
        OutputMatch first = search(log, 0, "port (\\d+)").orElseThrow();

        OutputMatch second = search(log, first.next(), "port (\\d+)").orElseThrow();

        assertThat(second.match().group(1)).isEqualTo("90");
        assertThat(search(log, second.next(), "port")).isEmpty();
    }

    @Test
    void look_unfinishedLine_matches() throws Exception {
        assertThat(search(log("a\r\nContinue? [y/n] "), 0, "\\? \\[y/n\\]$")).isPresent();
    }

    @Test
    void look_outputThatComesLater_matches() throws Exception {
        LogFile log = log("rea");
        try (LogSearch search = new LogSearch(log, 0, Pattern.compile("^ready$"), LONG)) {
            assertThat(search.look(() -> {})).isEmpty();
            assertThat(search.hasMoved()).isTrue();
            assertThat(search.look(() -> {})).isEmpty();
            assertThat(search.hasMoved()).isFalse();
            Files.writeString(log.file(), "dy", StandardOpenOption.APPEND);
            assertThat(search.look(() -> {})).isPresent();
        }
    }

    @Test
    void look_rowThatIsRewritten_matches() throws Exception {
        assertThat(search(log("title\r\nbusy\r\n\u001b[1A\u001b[2Kidle\u001b[1B"), 0, "^idle$"))
                .isPresent();
    }

    @Test
    void look_patternThatTakesForEver_endsWithTheTime() throws Exception {
        LogFile log = log("a".repeat(4000) + "\r\n");
        try (LogSearch search = new LogSearch(log, 0, Pattern.compile("(a?a?)+?(a+a+)+b"), Duration.ofMillis(200))) {
            assertThatThrownBy(() -> search.look(() -> {})).isInstanceOf(HeadjackTimeoutException.class);
        }
    }

    @Test
    void look_negativePlace_isRefused() throws Exception {
        LogFile log = log("");
        assertThatThrownBy(() -> search(log, -1, "x")).isInstanceOf(InvalidRequestException.class);
    }
}
