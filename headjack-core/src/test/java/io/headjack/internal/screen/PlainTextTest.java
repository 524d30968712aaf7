package io.headjack.internal.screen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    private static final String ESC = "\u001b";
    private static final String CSI = "\u001b[";

    private static List<String> whole(String text) {
        return whole(text.getBytes(UTF_8), Integer.MAX_VALUE);
    }

    private static List<String> whole(byte[] bytes, int pieces) {
        List<String> lines = new ArrayList<>();
        PlainText text = PlainText.whole(lines::add);
        for (int i = 0; i < bytes.length; i += Math.min(pieces, bytes.length)) {
            text.accept(bytes, i, Math.min(pieces, bytes.length - i));
        }
        text.end();
        return lines;
    }

    @ParameterizedTest
    @CsvSource({
        "'a\r\nb\r\n', 'a|b'",
        "'a\nb', 'a|b'",
        "'\n\nx\n', '||x'",
        "'10%\r50%\r100%\r\ndone\n', '100%|done'",
        "'long text\rshort\r\n', 'shorttext'",
        "'long text\r{K}short\r\n', 'short'",
        "'abc\b\bX\n', 'aXc'",
        "'a\tb\n', 'a       b'",
        "'abcdef{3D}X\n', 'abcXef'",
        "'{5C}x\n', '     x'",
        "'abc{2G}X\n', 'aXc'",
        "'abc\rx{1K}y\n', ' yc'",
        "'abc{2K}\rx\n', 'x'",
        "'abcdef\r{2P}\n', 'cdef'",
        "'abc\r{2@}\n', '  abc'",
        "'abcdef\r{3X}\n', '   def'",
        "'-{4b}\n', '-----'",
        "'{1;31m}red{m} {38;2;1;2;3m}x{0m}\n', 'red x'",
        "'one\n{1A}{K}two\n', 'two'",
        "'a\nb\n{2A}A{2B}\rc\n', 'A|b|c'",
        "'a\nb\nc\n{2A}{J}d\n', 'a|d'",
        "'{;H}x\n', 'x'",
        "'{?25l}{?2004h}x{?25h}\n', 'x'",
        "'{3;5H}x{1;1H}y\n', 'y|    x'",
        "'old{2J}{H}new\n', 'old|new'",
    })
    void end_textWithSequences_isWhatWasSeen(String text, String lines) {
        String escaped = text.replaceAll("\\{([^}]*)}", ESC + "[$1");

        assertThat(String.join("|", whole(escaped))).isEqualTo(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b]0;title\u0007b",
                "a\u001b]8;;http://evil\u001b\\b",
                "a\u001bPq#0;2\u001b\\b",
                "a\u001b_Gi=1;AAAA\u001b\\b",
                "a\u001b^x\u001b\\b",
                "a\u001b(B\u001b=\u001b>b",
                "a\u202eb",
                "a\u2066b",
                "a\u0000\u0007\u007f\u009bb",
                "a\u001b[>1u\u001b[?ub",
            })
    void end_whatIsNotShown_isLeftOut(String text) {
        assertThat(whole(text)).containsExactly("ab");
    }

    @Test
    void end_unterminatedString_isDroppedWhateverItsLength() {
        assertThat(whole("before\r\n\u001b]52;c;" + "A".repeat(3_000_000))).containsExactly("before");
    }

    @Test
    void end_charactersOfSeveralColumnsOrNone_areKeptAndOverwrittenWhole() {
        assertThat(whole("日本語\r漢\n")).containsExactly("漢本語");
        assertThat(whole("日本\rx\n")).containsExactly("x 本");
        assertThat(whole("日本" + CSI + "3Gx\n")).containsExactly("日x");
        assertThat(whole("e\u0301a\rX\n")).containsExactly("Xa");
        assertThat(whole("👩\u200d💻 ok\n")).containsExactly("👩\u200d💻 ok");
        assertThat(whole("a" + "\u0301".repeat(100) + "\n")).containsExactly("a" + "\u0301".repeat(8));
    }

    @Test
    void end_bytesThatAreNoText_areReplaced() {
        assertThat(whole(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2, (byte) 0x82, 'c'}, 1))
                .containsExactly("a\ufffdb\ufffdc");
    }

    @Test
    void end_linesAreDrawn_theyAreDrawn() {
        assertThat(whole(ESC + "(0lqk" + ESC + "(Blqk\n")).containsExactly("┌─┐lqk");
    }

    @Test
    void end_alternateScreenThatWasLeft_isLeftOut() {
        assertThat(whole("$ vim\r\n" + CSI + "?1049h" + CSI + "2J" + CSI + "3;4Hfile" + CSI + "?1049l$ exit\r\n"))
                .containsExactly("$ vim", "$ exit");
    }

    @Test
    void end_alternateScreenThatIsShown_isTheEnd() {
        assertThat(whole("$ top\r\n" + CSI + "?1049h" + CSI + "Hload" + CSI + "3;1Htasks"))
                .containsExactly("$ top", "load", "tasks");
    }

    @Test
    void end_severalProgressBars_areTheirLastStates() {
        StringBuilder pull = new StringBuilder("layer a: 0%\r\nlayer b: 0%\r\n");
        for (int i = 1; i <= 100; i++) {
            pull.append(CSI + "2A" + CSI + "2K\rlayer a: " + i + "%\n" + CSI + "2K\rlayer b: " + i + "%\r\n");
        }

        assertThat(whole(pull + "done\r\n")).containsExactly("layer a: 100%", "layer b: 100%", "done");
    }

    @Test
    void end_moreRowsThanATerminalHas_areAllThere() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            text.append("line ").append(i).append("\r\n");
        }

        assertThat(whole(text.toString())).hasSize(1000).startsWith("line 0").endsWith("line 999");
    }

    @Test
    void end_regionThatScrolls_leavesTheRestAlone() {
        assertThat(whole("a\nb\nc\nd" + CSI + "1;3r" + CSI + "3;1H\ne" + CSI + "r" + CSI + "5;1Hf\n"))
                .containsExactly("a", "b", "c", "e", "d", "f");
    }

    @Test
    void end_lineThatIsTooLong_saysSo() {
        List<String> lines = whole("x".repeat(1_000_000) + "\nnext\n");

        assertThat(lines).hasSize(2).endsWith("next");
        assertThat(lines.get(0)).startsWith("xxx").endsWith("x" + TextRow.CUT).hasSizeLessThan(40_000);
    }

    @Test
    void accept_anywhereCut_isTheSame() {
        byte[] bytes = ("a" + CSI + "1;31mü日\r\n" + ESC + "]0;t\u0007b\tc" + CSI + "?1049hx" + CSI + "?1049l\r\n")
                .getBytes(UTF_8);
        for (int pieces = 1; pieces < bytes.length; pieces++) {
            assertThat(whole(bytes, pieces)).containsExactly("aü日", "b       c");
        }
    }

    @Test
    void live_lines_areHandedOverWhenTheyAreFinished() {
        List<String> lines = new ArrayList<>();
        PlainText text = PlainText.live(lines::add);
        accept(text, "one\r\ntw");
        assertThat(lines).containsExactly("one");

        accept(text, "o\r\n");
        text.end();
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void live_lineThatIsChangedLater_isHandedOverAgainOnceItRests() {
        List<String> lines = new ArrayList<>();
        PlainText text = PlainText.live(lines::add);
        accept(text, "title\r\n0%\r\n");
        for (int i = 1; i <= 100; i++) {
            accept(text, CSI + "1A" + CSI + "2K\r" + i + "%\r\n");
        }
        assertThat(lines).containsExactly("title", "0%");

        text.rest();
        text.rest();
        accept(text, "done\r\n");
        text.end();
        assertThat(lines).containsExactly("title", "0%", "100%", "done");
    }

    @Test
    void live_manyLinesAfterAChange_areHandedOverInOrder() {
        List<String> expected = new ArrayList<>(List.of("a", "A"));
        List<String> lines = new ArrayList<>();
        PlainText text = PlainText.live(lines::add);
        accept(text, "a\r\n" + CSI + "1AA\r\n");
        for (int i = 0; i < 500; i++) {
            accept(text, i + "\r\n");
            expected.add(Integer.toString(i));
        }

        assertThat(lines).isEqualTo(expected);
    }

    @Test
    void changes_unfinishedLine_isToldOnce() {
        PlainText text = PlainText.live(line -> {});
        accept(text, "one\r\n$ ");

        assertThat(text.changes()).containsExactly("one", "$");
        assertThat(text.changes()).isEmpty();
    }

    @Test
    void inTheMiddle_ofTheAlternateScreen_isForgotten() {
        List<String> lines = new ArrayList<>();
        PlainText text = PlainText.whole(lines::add).inTheMiddle(lines::clear);
        accept(text, "garbage" + CSI + "2Jof vim" + CSI + "?1049l$ exit\r\n");
        text.end();

        assertThat(lines).containsExactly("$ exit");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    @Timeout(60)
    void accept_anything_isReadableAndEnds(long seed) {
        Random random = new Random(seed);
        String[] parts = {
            CSI,
            ESC,
            CSI + "?1049h",
            CSI + "?1049l",
            "\r",
            "\n",
            "\b",
            "\t",
            ";",
            "999",
            "2",
            "A",
            "B",
            "H",
            "J",
            "K",
            "L",
            "M",
            "P",
            "@",
            "X",
            "b",
            "r",
            "S",
            "T",
            "7",
            "8",
            "c",
            "日",
            "e\u0301",
            "😀",
            "x",
            "text ",
            "\u001b]",
            "\u0007",
            "\u001b(0",
            "m",
            "\u2028",
            "\u202e",
            "\u009b",
            "f",
            "d",
            "G",
            "s",
            "u",
            "\u001bM",
            "\u001bD",
            "\u001b#8"
        };
        List<String> lines = new ArrayList<>();
        PlainText text = seed % 2 == 0 ? PlainText.whole(lines::add) : PlainText.live(lines::add);
        for (int i = 0; i < 40_000; i++) {
            byte[] bytes = parts[random.nextInt(parts.length)].getBytes(UTF_8);
            if (random.nextInt(10) == 0) {
                bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
            }
            text.accept(bytes, 0, bytes.length);
            if (random.nextInt(100) == 0) {
                lines.addAll(text.changes());
                text.rest();
            }
        }
        text.end();

        assertThat(lines)
                .allSatisfy(line -> assertThat(line.codePoints())
                        .noneMatch(Character::isISOControl)
                        .noneMatch(c -> c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e)));
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThan(2 * TextRow.LONGEST + 2000));
    }

    /** What is made to be slow takes a constant time for each byte, too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{1J}", "{999S}", "{999T}", "{999L}", "{999M}", "{2J}", "{1K}x", "{999b}\n", "{999C}x\n", "{999;999H}x",
                "{A}x\n", "\bx", "{D}日", "{?1049h}{?1049l}", "{r}", "{1;2r}\n", "\t", "e\u0301\b", "{999@}", "{999P}x"
            })
    @Timeout(60)
    void accept_slowSequences_endInTime(String sequence) {
        PlainText text = PlainText.live(line -> {});
        for (int row = 0; row < 49; row++) {
            accept(text, "日x".repeat(20_000) + "\n");
        }
        accept(text, "日x".repeat(20_000));
        byte[] bytes =
                sequence.replaceAll("\\{([^}]*)}", ESC + "[$1").repeat(100).getBytes(UTF_8);
        long start = System.nanoTime();
        int sent = 0;
        while (sent < 200_000) {
            text.accept(bytes, 0, bytes.length);
            sent += bytes.length;
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static void accept(PlainText text, String part) {
        byte[] bytes = part.getBytes(UTF_8);
        text.accept(bytes, 0, bytes.length);
    }
}
