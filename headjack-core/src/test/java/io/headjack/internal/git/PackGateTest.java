package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PackGateTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final PackGate gate = new PackGate(out);

    private static byte[] header(int count) {
        return ByteBuffer.allocate(12)
                .put("PACK".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(count)
                .array();
    }

    @Test
    void write_bearableNumberInPieces_isHandedOn() throws IOException {
        for (byte each : header((int) PackGate.MOST_OBJECTS)) {
            gate.write(each);
        }
        gate.write(new byte[] {1, 2, 3}, 1, 2);

        assertThat(out.toByteArray())
                .startsWith(header((int) PackGate.MOST_OBJECTS))
                .endsWith(2, 3)
                .hasSize(14);
        assertThat(gate.refusal()).isEmpty();
    }

    @Test
    void write_oneMore_handsNothingOn() {
        assertThatThrownBy(() -> gate.write(header((int) PackGate.MOST_OBJECTS + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("5000001");

        assertThat(out.toByteArray()).isEmpty();
        assertThat(gate.refusal()).isPresent();
    }

    @Test
    void write_numberWithTheHighestBit_isNotTakenForNegative() {
        assertThatThrownBy(() -> gate.write(header(-1))).hasMessageContaining("4294967295");
    }
}
