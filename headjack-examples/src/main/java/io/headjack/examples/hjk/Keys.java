package io.headjack.examples.hjk;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What is typed on this terminal, until it is closed: from then on keys belong to whoever reads next. The terminal must
 * give up each read after a tenth of a second without a key, as nobody else can end one.
 */
final class Keys extends InputStream {
    /** How soon a read cannot have been given up, so that the terminal is gone. */
    private static final long SOONEST = TimeUnit.MILLISECONDS.toNanos(20);

    private static final int PATIENCE_SECONDS = 2;

    private final FileInputStream terminal = new FileInputStream(FileDescriptor.in);
    private final Semaphore reading = new Semaphore(1);
    private volatile boolean closed;

    @Override
    public int read() throws IOException {
        byte[] key = new byte[1];
        return read(key, 0, 1) < 0 ? -1 : key[0] & 0xff;
    }

    @Override
    public int read(byte[] keys, int offset, int length) throws IOException {
        while (true) {
            reading.acquireUninterruptibly();
            try {
                if (closed) {
                    return -1;
                }
                long begin = System.nanoTime();
                int count = terminal.read(keys, offset, length);
                if (count >= 0 || System.nanoTime() - begin < SOONEST) {
                    return count;
                }
            } finally {
                reading.release();
            }
        }
    }

    /**
     * Has no read begin any more, and waits for the one that is under way; not for ever, as somebody else may have changed
     * how the terminal is read. The terminal itself stays open.
     */
    @Override
    public void close() {
        closed = true;
        try {
            if (reading.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                reading.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
