package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlLinesTest {
    @Test
    void next_linesAndARest_dropsTheRest() throws IOException {
        ControlLines lines = lines("a\n\nb\r\nrest", 100);
        assertThat(lines.next().map(ControlLinesTest::text)).contains("a");
        assertThat(lines.next().map(ControlLinesTest::text)).contains("");
        assertThat(lines.next().map(ControlLinesTest::text)).contains("b\r");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void next_lineLongerThanTheBuffer_isWhole() throws IOException {
        String line = "x".repeat(100_000);
        assertThat(lines(line + "\n", 200_000).next().map(ControlLinesTest::text))
                .contains(line);
    }

    @Test
    void next_lineWithoutEnd_stopsAtTheLimit() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };
        assertThatThrownBy(new ControlLines(endless, 1_000_000)::next)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1000000");
    }

    @Test
    void next_emptyLinesWithoutEnd_stopAtTheLimit() {
        ControlLines lines = lines("\n".repeat(1000), 100);
        assertThatThrownBy(() -> {
                    for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                        assertThat(line.get()).isEmpty();
                    }
                })
                .isInstanceOf(IOException.class);
    }

    @Test
    void restart_betweenAnswers_countsAnew() throws IOException {
        ControlLines lines = lines("12345\n".repeat(50), 10);
        for (int i = 0; i < 50; i++) {
            assertThat(lines.next()).isPresent();
            lines.restart();
        }
    }

    private static ControlLines lines(String text, long limit) {
        return new ControlLines(new ByteArrayInputStream(text.getBytes(UTF_8)), limit);
    }

    private static String text(byte[] line) {
        return new String(line, UTF_8);
    }
}
