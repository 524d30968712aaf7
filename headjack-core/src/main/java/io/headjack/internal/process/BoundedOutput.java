package io.headjack.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps what is written, up to a limit; more than that is an {@link OutputTooLargeException}. For one writer. */
public final class BoundedOutput extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final long limit;

    /**
     * Makes an empty one.
     *
     * @param limit the most bytes that it takes
     */
    public BoundedOutput(long limit) {
        this.limit = limit;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (kept.size() + (long) length > limit) {
            throw new OutputTooLargeException(limit);
        }
        kept.write(bytes, offset, length);
    }

    /**
     * Returns what was written.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return kept.toByteArray();
    }
}
