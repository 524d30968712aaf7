package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSplitterTest {
    private final StreamInput stdout = new StreamInput(() -> {});
    private final StreamInput stderr = new StreamInput(() -> {});

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 100})
    void accept_framesCutAnywhere_areKeptApart(int portion) throws Exception {
        OutputSplitter splitter = new OutputSplitter(true, stdout, stderr);
        byte[] all = ByteBuffer.allocate(100)
                .put(frame(1, "out"))
                .put(frame(2, "error"))
                .put(frame(1, ""))
                .put(frame(1, " more"))
                .array();
        int length = 4 * 8 + "outerror more".length();

        for (int from = 0; from < length; from += portion) {
            splitter.accept(ByteBuffer.wrap(all, from, Math.min(portion, length - from)));
        }
        stdout.end();
        stderr.end();

        assertThat(splitter.isBetweenFrames()).isTrue();
        assertThat(new String(stdout.readAllBytes(), UTF_8)).isEqualTo("out more");
        assertThat(new String(stderr.readAllBytes(), UTF_8)).isEqualTo("error");
    }

    @Test
    void accept_terminal_isRawEvenWhereItLooksFramed() throws Exception {
        new OutputSplitter(false, stdout, stderr).accept(ByteBuffer.wrap(frame(1, "x")));
        stdout.end();

        assertThat(stdout.readAllBytes()).isEqualTo(frame(1, "x"));
    }

    @Test
    void accept_unknownKind_isRefused() {
        assertThatThrownBy(() -> new OutputSplitter(true, stdout, stderr).accept(ByteBuffer.wrap(frame(9, "x"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("9");
    }

    @Test
    void isBetweenFrames_cutFrame_isFalse() throws Exception {
        OutputSplitter splitter = new OutputSplitter(true, stdout, stderr);
        splitter.accept(ByteBuffer.wrap(frame(1, "abc"), 0, 9));

        assertThat(splitter.isBetweenFrames()).isFalse();
    }

    private static byte[] frame(int kind, String content) {
        byte[] bytes = content.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .put((byte) kind)
                .putInt(4, bytes.length)
                .position(8)
                .put(bytes)
                .array();
    }
}
