package io.headjack.internal.log;

import java.io.IOException;
import java.io.InputStream;

/** A log as a stream. */
final class LogStream extends InputStream {
    private final LogReader log;

    LogStream(LogReader log) {
        this.log = log;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : log.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
