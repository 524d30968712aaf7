package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001b[31mb",
                "a\u001b]52;c;ZWNobyBoaQ==\u0007b",
                "a\u001b]0;title\u001b\\b",
                "a\u001bPq#0\u001b\\b",
                "a\u001b(Bb",
                "a\u001bcb",
                "a\u009b2Jb",
                "a\u009d0;title\u009cb",
                "a\u0000\u0007\b\u007f\u0085b",
                "a\u202e\u2066b",
                "a\u001b\u001b[1mb",
                "a\u001b[1\u001b[2mb"
            })
    void text_withSequence_dropsAllOfIt(String hostile) {
        assertThat(Sanitizer.text(hostile)).isEqualTo("ab");
    }

    @Test
    void text_ofOtherScripts_staysAsItIs() {
        String text = "déjà vu\t日本語 👩‍💻\nעברית";

        assertThat(Sanitizer.text(text)).isEqualTo(text);
    }

    @Test
    void text_withCarriageReturn_showsWhatItWouldHide() {
        assertThat(Sanitizer.text("rm -rf /\recho hi\r\nnext\r\r\n")).isEqualTo("rm -rf /\necho hi\nnext\n");
    }

    @Test
    void text_withUnfinishedSequence_keepsTheNextLine() {
        assertThat(Sanitizer.text("a\u001b]0;never ends\nb\u001b[12\nc")).isEqualTo("a\nb\nc");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "7"})
    void stream_cutAnywhere_cleansAsOneText(int piece) {
        byte[] bytes = "é\u001b]52;c;x\u0007日\u009b31mb\u202e👩\r\nend".getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        SanitizingStream stream = new SanitizingStream(new PrintStream(terminal, true, StandardCharsets.UTF_8));

        for (int at = 0; at < bytes.length; at += piece) {
            stream.write(bytes, at, Math.min(piece, bytes.length - at));
        }

        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("é日b👩\nend");
    }

    @Test
    void stream_ofManyBytes_keepsThemAll() {
        byte[] bytes = "0123456789é".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();

        new SanitizingStream(new PrintStream(terminal, true, StandardCharsets.UTF_8)).write(bytes, 0, bytes.length);

        assertThat(terminal.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void name_withLineEnds_staysInOneLine() {
        assertThat(Sanitizer.name("a\nb\tc\u001b[2J")).isEqualTo("a b c");
    }
}
