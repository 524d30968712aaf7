package io.headjack.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackInterruptedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileTest {
    @TempDir
    Path directory;

    private LogFile log(String content) throws Exception {
        return new LogFile(Files.writeString(directory.resolve("x.log"), content));
    }

    @Test
    void tail_missingOrEmpty_isNothing() throws Exception {
        assertThat(new LogFile(directory.resolve("none")).tail(5)).isEmpty();
        assertThat(log("").tail(5)).isEmpty();
    }

    @Test
    void tail_fewerLinesThanAsked_givesAll() throws Exception {
        assertThat(log("a\r\nb\r\n").tail(5)).containsExactly("a", "b");
        assertThat(log("a\nb").tail(5)).containsExactly("a", "b");
        assertThat(log("a").tail(5)).containsExactly("a");
        assertThat(log("\n").tail(5)).containsExactly("");
        assertThat(log("\n\nx\n").tail(5)).containsExactly("", "", "x");
    }

    @Test
    void tail_moreLinesThanAsked_givesTheLast() throws Exception {
        assertThat(log("a\nb\nc\n").tail(2)).containsExactly("b", "c");
        assertThat(log("a\nb\nc").tail(2)).containsExactly("b", "c");
        assertThat(log("a\nb\nc").tail(0)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 65_535, 65_536, 65_537, 200_000})
    void tail_linesAcrossBlocks_areWhole(int length) throws Exception {
        List<String> lines = IntStream.range(0, 9)
                .mapToObj(i -> Integer.toString(i).repeat(length))
                .toList();
        LogFile log = log(lines.stream().collect(Collectors.joining("\n", "", "\n")));

        assertThat(log.tail(4)).isEqualTo(lines.subList(5, 9));
        assertThat(log.tail(100)).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\nb", "a\nb\n", "\n\nx\n", "a\n\n", "a\n\n\nb"})
    void startOfLast_anyLog_isWhereTailBegins(String content) throws Exception {
        LogFile log = log(content);

        for (int lines = 0; lines <= 5; lines++) {
            assertThat(content.substring((int) log.startOfLast(lines)).lines()).isEqualTo(log.tail(lines));
        }
    }

    @Test
    void startOfLast_linesLongerThanABlock_areSkippedWhole() throws Exception {
        LogFile log = log("x".repeat(70_000) + "\n" + "y".repeat(140_000) + "\nz\n");

        assertThat(log.startOfLast(1)).isEqualTo(210_002);
        assertThat(log.startOfLast(2)).isEqualTo(70_001);
        assertThat(log.startOfLast(3)).isZero();
    }

    @Test
    void tail_lineBeyondTheLimit_isCutAtItsFront() throws Exception {
        LogFile log = log("x".repeat(LogFile.LONGEST_LINE * 2) + "end\n");

        List<String> tail = log.tail(1);

        assertThat(tail).hasSize(1);
        assertThat(tail.get(0)).endsWith("end").hasSize(LogFile.LONGEST_LINE);
    }

    @Test
    void open_offset_startsThere() throws Exception {
        try (var in = log("abcdef").open(2)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("cdef");
        }
    }

    @Test
    void tail_interrupted_saysSoAndKeepsTheFlag() throws Exception {
        LogFile log = log("a\n");

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> log.tail(1)).isInstanceOf(HeadjackInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void tail_bytesThatAreNoText_areReplacedAndNothingElse() throws Exception {
        byte[] content = {'a', (byte) 0xff, 'b', '\n', (byte) 0xc3, '\n', 0, '\n'};
        LogFile log = new LogFile(Files.write(directory.resolve("x.log"), content));

        assertThat(log.tail(5)).containsExactly("a\ufffdb", "\ufffd", "\0");
    }
}
