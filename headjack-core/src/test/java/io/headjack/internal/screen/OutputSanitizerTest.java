package io.headjack.internal.screen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSanitizerTest {
    /** What may come out, said in another way than the class says it. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?s)([^\\u0000-\\u001f\\u007f-\\u009f]|[\\u0007-\\u000f]|\\u001b[78=>DEHM]|\\u001b[()*+][0AB]"
                    + "|\\u001b\\[([0-9;:]*([@A-MPSTXZ`abd-gmrsu]| q|!p)|\\??[0-9;:]*[JKhl]))*");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain\r\ntext\t\u0007\b",
                "Grüße, 日本語, 👩‍💻, e\u0301",
                "\u001b[1;31mred\u001b[0m \u001b[38;2;1;2;3m\u001b[4:3mcurly\u001b[m",
                "\u001b[?1049h\u001b[H\u001b[2J\u001b[?25l\u001b[5;10H\u001b[K\u001b[?12;25h\u001b[?1049l",
                "\u001b[?1000h\u001b[?1006h\u001b[?1004h\u001b[?2004h\u001b[?2026h",
                "\u001b(0\u000eqqq\u000f\u001b(B\u001b)0",
                "\u001b7\u001b8\u001b=\u001b>\u001bM\u001bD",
                "\u001b[1;24r\u001b[3L\u001b[2M\u001b[4P\u001b[5@\u001b[6X\u001b[7b\u001b[2 q",
            })
    void accept_whatShowsSomething_passes(String text) {
        assertThat(clean(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b]52;c;aGVsbG8=\u0007",
                "\u001b]52;c;?\u001b\\",
                "\u001b]0;title\u0007",
                "\u001b]2;title\u001b\\",
                "\u001bktitle\u001b\\",
                "\u001b]8;;http://evil\u001b\\",
                "\u001b]10;?\u0007",
                "\u001bP+q544e\u001b\\",
                "\u001bP$qm\u001b\\",
                "\u001bPq#0;2;0;0;0\u001b\\",
                "\u001b_Gi=1;AAAA\u001b\\",
                "\u001b^private\u001b\\",
                "\u001bXstring\u001b\\",
                "\u001b[c",
                "\u001b[>c",
                "\u001b[=c",
                "\u001b[>q",
                "\u001b[5n",
                "\u001b[6n",
                "\u001b[?6n",
                "\u001b[?2026$p",
                "\u001b[?u",
                "\u001b[>1u",
                "\u001b[x",
                "\u001b[14t",
                "\u001b[21t",
                "\u001b[8;10;10t",
                "\u001b[22;0;0t",
                "\u001b[5i",
                "\u001b[?9001h",
                "\u001b[?1049;9001h",
                "\u001b[2h",
                "\u001b[1;2;3;4;5T",
                "\u001b[1;1;1;1;1;1*y",
                "\u001b[>4;2m",
                "\u001b[?4m",
                "\u001bZ",
                "\u001bc",
                "\u001b#8",
                "\u0005",
                "\u0000",
                "\u007f",
                "\u009b\u009d\u0090",
            })
    void accept_whatDoesSomethingElse_isDropped(String text) {
        assertThat(clean(text)).isEmpty();
        assertThat(clean("a" + text + "b")).isEqualTo("ab");
    }

    @Test
    void accept_rawC1Bytes_areReplaced() {
        assertThat(new String(clean("\u009b31m".getBytes(ISO_8859_1)), UTF_8)).isEqualTo("\ufffd31m");
    }

    @Test
    void accept_overlongEscape_isReplaced() {
        byte[] overlong = {(byte) 0xc0, (byte) 0x9b, 'c', (byte) 0xe0, (byte) 0x80, (byte) 0x9b, 'c'};

        assertThat(new String(clean(overlong), UTF_8)).isEqualTo("\ufffd\ufffdc\ufffd\ufffd\ufffdc");
    }

    @Test
    void accept_unfinishedString_endsWithTheNextSequence() {
        assertThat(clean("\u001b]0;hidden\u001b[31mseen")).isEqualTo("\u001b[31mseen");
    }

    @Test
    void accept_endlessSequence_isDroppedWithItsEnd() {
        assertThat(clean("\u001b[" + "1;".repeat(100_000) + "mseen")).isEqualTo("seen");
    }

    @Test
    void accept_anythingAtAll_leavesOnlyWhatIsHarmless() {
        Random random = new Random(1);
        for (int round = 0; round < 20_000; round++) {
            String clean = new String(clean(hostile(random)), UTF_8);
            assertThat(HARMLESS.matcher(clean).matches()).as(clean).isTrue();
        }
    }

    @Test
    void accept_cutAnywhere_isTheSame() {
        Random random = new Random(2);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = hostile(random);
            OutputSanitizer sanitizer = new OutputSanitizer();
            ByteArrayOutputStream pieces = new ByteArrayOutputStream();
            for (int at = 0; at < bytes.length; ) {
                int length = Math.min(bytes.length - at, random.nextInt(4));
                sanitizer.accept(bytes, at, length, pieces);
                at += length;
            }
            assertThat(pieces.toByteArray()).isEqualTo(clean(bytes));
        }
    }

    @Test
    void accept_whatIsClean_staysAsItIs() {
        Random random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] once = clean(hostile(random));
            assertThat(clean(once)).isEqualTo(once);
        }
    }

    @Test
    void restoration_nothingChanged_isEmpty() {
        assertThat(restoration("text\u001b[31m\u001b[?1049h\u001b[?25l\u001b[?1049l\u001b[?25h"))
                .isEmpty();
    }

    @Test
    void restoration_inTheMiddleOfAProgram_undoesItAndLeavesTheOtherScreenLast() {
        assertThat(restoration("\u001b[?1049h\u001b[?1006;1002h\u001b[?2004h\u001b[?7l\u001b[?25l"))
                .startsWith("\u001b[m")
                .contains("\u001b[?1002l", "\u001b[?1006l", "\u001b[?2004l", "\u001b[?7h", "\u001b[?25h")
                .endsWith("\u001b[?1049l");
    }

    private static String restoration(String shown) {
        OutputSanitizer sanitizer = new OutputSanitizer();
        byte[] bytes = shown.getBytes(UTF_8);
        sanitizer.accept(bytes, 0, bytes.length, new ByteArrayOutputStream());
        return new String(sanitizer.restoration(), UTF_8);
    }

    private static String clean(String text) {
        return new String(clean(text.getBytes(UTF_8)), UTF_8);
    }

    private static byte[] clean(byte[] bytes) {
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        new OutputSanitizer().accept(bytes, 0, bytes.length, clean);
        return clean.toByteArray();
    }

    /** Random bytes are seldom a sequence, so most of it is pieces of sequences. */
    private static byte[] hostile(Random random) {
        List<String> pieces = List.of(
                "\u001b",
                "\u001b[",
                "\u001b]",
                "\u001bP",
                "\u001b(",
                "?",
                ">",
                "=",
                "1049",
                "25",
                "6",
                ";",
                ":",
                " ",
                "$",
                "!",
                "h",
                "l",
                "m",
                "n",
                "c",
                "q",
                "p",
                "t",
                "u",
                "T",
                "\u0007",
                "\u001b\\",
                "\u009b",
                "\u009d",
                "ä",
                "日",
                "👩",
                "52;c;",
                "0",
                "\u0018",
                "\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int length = random.nextInt(24);
        for (int i = 0; i < length; i++) {
            if (random.nextInt(4) == 0) {
                bytes.write(random.nextInt(256));
            } else {
                bytes.writeBytes(pieces.get(random.nextInt(pieces.size())).getBytes(UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
