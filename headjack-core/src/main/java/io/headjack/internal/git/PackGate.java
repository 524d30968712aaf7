package io.headjack.internal.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Hands on a pack whose header promises a bearable number of objects. Git makes room for as many as are promised, before
 * it has seen one of them. For one writer.
 */
final class PackGate extends OutputStream {
    static final long MOST_OBJECTS = 5_000_000;
    private static final int HEADER = 12;
    private static final int COUNT = 8;

    private final OutputStream out;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private volatile long promised;

    PackGate(OutputStream out) {
        this.out = out;
    }

    /** Why it hands on nothing, if it does not. */
    Optional<String> refusal() {
        return promised > MOST_OBJECTS
                ? Optional.of("it promises " + promised + " objects, at most " + MOST_OBJECTS + " are taken at once")
                : Optional.empty();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int headed = Math.min(length, header.remaining());
        if (headed > 0) {
            header.put(bytes, offset, headed);
            if (!header.hasRemaining()) {
                open();
            }
        }
        if (length > headed) {
            out.write(bytes, offset + headed, length - headed);
        }
    }

    private void open() throws IOException {
        promised = Integer.toUnsignedLong(header.getInt(COUNT));
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        out.write(header.array());
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}
