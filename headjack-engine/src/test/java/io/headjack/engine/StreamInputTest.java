package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StreamInputTest {
    private final AtomicInteger drained = new AtomicInteger();
    private final StreamInput input = new StreamInput(drained::incrementAndGet);

    @Test
    void read_afterFull_asksForMoreOnceHalfIsRead() throws Exception {
        input.accept(ByteBuffer.allocate(StreamInput.LIMIT));
        assertThat(input.isFull()).isTrue();

        input.readNBytes(StreamInput.LIMIT / 2 - 1);
        assertThat(drained).hasValue(0);
        input.readNBytes(1);
        assertThat(drained).hasValue(1);
        input.readNBytes(10);
        assertThat(drained).hasValue(1);
        assertThat(input.isFull()).isFalse();
    }

    @Test
    void close_whileFull_letsTheProgramGoOn() {
        input.accept(ByteBuffer.allocate(StreamInput.LIMIT));
        assertThat(input.isFull()).isTrue();
        input.close();
        input.accept(ByteBuffer.allocate(StreamInput.LIMIT));

        assertThat(drained).hasValue(1);
        assertThat(input.isFull()).isFalse();
        assertThatThrownBy(input::read).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void fail_withKeptBytes_handsThemOutBefore() throws Exception {
        input.accept(ByteBuffer.wrap("rest".getBytes(UTF_8)));
        input.fail("cut");

        assertThat(input.available()).isEqualTo(4);
        assertThat(new String(input.readNBytes(4), UTF_8)).isEqualTo("rest");
        assertThatThrownBy(input::read).isInstanceOf(IOException.class).hasMessage("cut");
    }
}
