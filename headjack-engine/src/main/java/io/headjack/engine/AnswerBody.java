package io.headjack.engine;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The body of an answer: in chunks or of a known length. One that ends too soon is an error, not an end. */
final class AnswerBody extends InputStream {
    private static final int LONGEST_LINE = 4096;

    private final InputStream source;
    private final boolean chunked;
    private long left;
    private boolean first = true;

    private AnswerBody(InputStream source, boolean chunked, long left) {
        this.source = source;
        this.chunked = chunked;
        this.left = left;
    }

    /** Takes what comes after the head; without a length given, that lasts until the connection ends. */
    static InputStream of(UnixHttp.Head head, InputStream connection) {
        byte[] rest = new byte[head.rest().remaining()];
        head.rest().get(rest);
        InputStream all = new SequenceInputStream(new ByteArrayInputStream(rest), new BufferedInputStream(connection));
        if (head.status() == 204 || head.status() == 304) {
            return InputStream.nullInputStream();
        }
        if (head.headers()
                .getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return new AnswerBody(all, true, 0);
        }
        String length = head.headers().getOrDefault("content-length", "");
        return length.matches("\\d{1,18}") ? new AnswerBody(all, false, Long.parseLong(length)) : all;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && chunked) {
            nextChunk();
        }
        if (left <= 0) {
            return -1;
        }
        int count = source.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw cutOff();
        }
        left -= count;
        return count;
    }

    /** Reads the size of the next chunk; behind the last one, {@code left} is negative. */
    private void nextChunk() throws IOException {
        if (!first && !line().isEmpty()) {
            throw new IOException("the engine's answer has a chunk that is longer than it says");
        }
        first = false;
        String size = line().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new IOException("the engine's answer has a chunk of no size: " + EngineErrors.printable(size));
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            left = -1;
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = source.read(); next != '\n'; next = source.read()) {
            if (next < 0) {
                throw cutOff();
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("the engine's answer has a line of more than " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static EOFException cutOff() {
        return new EOFException("the engine closed the connection in the middle of an answer");
    }
}
