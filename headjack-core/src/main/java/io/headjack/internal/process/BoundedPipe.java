package io.headjack.internal.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A pipe between two threads of this JVM. Unlike a pipe of the operating system, an interrupt wakes who waits at either
 * end, and the pipe stays whole for everybody else. Unlike {@link java.io.PipedInputStream}, it does not care which
 * thread uses it.
 */
final class BoundedPipe {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final InputStream source = new Source();
    private final OutputStream sink = new Sink();
    private final byte[] buffer;
    private int start;
    private int size;
    private boolean ended;
    private boolean abandoned;
    private @Nullable IOException failure;

    BoundedPipe(int capacity) {
        buffer = new byte[capacity];
    }

    /** Where to read; closing it lets every further write go nowhere. */
    InputStream source() {
        return source;
    }

    /** Where to write; closing it is the end of what is read. */
    OutputStream sink() {
        return sink;
    }

    /** Lets every further write fail, as nobody can take it any more, and ends what is read. */
    void fail(IOException reason) {
        lock.lock();
        try {
            failure = reason;
            size = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        lock();
        try {
            awaitWhile(() -> size == 0 && !ended && !abandoned && failure == null);
            if (abandoned) {
                throw new IOException("Stream closed");
            }
            if (size == 0) {
                return -1;
            }
            int count = Math.min(length, Math.min(size, buffer.length - start));
            System.arraycopy(buffer, start, target, offset, count);
            start = (start + count) % buffer.length;
            size -= count;
            changed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] bytes, int offset, int length) throws IOException {
        lock();
        try {
            int written = 0;
            while (written < length) {
                awaitWhile(() -> size == buffer.length && !ended && !abandoned && failure == null);
                if (failure != null) {
                    throw new IOException(failure.getMessage(), failure);
                }
                if (ended) {
                    throw new IOException("Stream closed");
                }
                if (abandoned) {
                    return;
                }
                int end = (start + size) % buffer.length;
                int count = Math.min(length - written, Math.min(buffer.length - size, buffer.length - end));
                System.arraycopy(bytes, offset + written, buffer, end, count);
                size += count;
                written += count;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private int available() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        lock.lock();
        try {
            abandoned = true;
            size = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void lock() throws InterruptedIOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitWhile(BooleanSupplier blocked) throws InterruptedIOException {
        try {
            while (blocked.getAsBoolean()) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a stream");
        interrupted.initCause(cause);
        return interrupted;
    }

    private final class Source extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return BoundedPipe.this.read(target, offset, length);
        }

        @Override
        public int available() {
            return BoundedPipe.this.available();
        }

        @Override
        public void close() {
            abandon();
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            BoundedPipe.this.write(bytes, offset, length);
        }

        @Override
        public void close() {
            end();
        }
    }
}
