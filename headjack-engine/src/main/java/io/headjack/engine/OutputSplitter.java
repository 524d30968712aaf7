package io.headjack.engine;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hands what an exec sends to its outputs: as it is with a terminal, by frames of 8 bytes of header and content else. */
final class OutputSplitter {
    private static final int HEADER = 8;
    private static final int STDERR = 2;

    private final boolean framed;
    private final StreamInput stdout;
    private final StreamInput stderr;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private long left;

    OutputSplitter(boolean framed, StreamInput stdout, StreamInput stderr) {
        this.framed = framed;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    void accept(ByteBuffer bytes) throws IOException {
        if (!framed) {
            stdout.accept(bytes);
            return;
        }
        while (bytes.hasRemaining()) {
            if (left == 0) {
                readHeader(bytes);
            } else {
                readContent(bytes);
            }
        }
    }

    /** Whether the end may come here. */
    boolean isBetweenFrames() {
        return left == 0 && header.position() == 0;
    }

    private void readHeader(ByteBuffer bytes) throws IOException {
        while (header.hasRemaining() && bytes.hasRemaining()) {
            header.put(bytes.get());
        }
        if (header.hasRemaining()) {
            return;
        }
        if (header.get(0) < 0 || header.get(0) > STDERR) {
            throw new IOException("the engine sent a frame of unknown kind " + header.get(0));
        }
        left = Integer.toUnsignedLong(header.getInt(4));
        if (left == 0) {
            header.clear();
        }
    }

    private void readContent(ByteBuffer bytes) {
        int count = (int) Math.min(left, bytes.remaining());
        ByteBuffer content = bytes.slice(bytes.position(), count);
        (header.get(0) == STDERR ? stderr : stdout).accept(content);
        bytes.position(bytes.position() + count);
        left -= count;
        if (left == 0) {
            header.clear();
        }
    }
}
