package io.headjack.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A bounded pipe between any two threads. The ends are closed apart: after the writer's, the reader reads what is left;
 * after the reader's, the writer writes into nothing. {@link java.io.PipedInputStream} wants the same threads all along.
 */
final class FakePipe {
    private static final int CAPACITY = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final byte[] ring = new byte[CAPACITY];
    private int start;
    private int size;
    private boolean ended;
    private boolean released;

    InputStream input() {
        return new Input();
    }

    OutputStream output() {
        return new Output();
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            released = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        lockInterruptibly();
        try {
            awaitUntil(() -> size > 0 || ended || released);
            if (released) {
                throw new IOException("stream closed");
            }
            if (size == 0) {
                return -1;
            }
            int count = Math.min(length, Math.min(size, CAPACITY - start));
            System.arraycopy(ring, start, target, offset, count);
            start = (start + count) % CAPACITY;
            size -= count;
            changed.signalAll();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void write(byte[] source, int offset, int length) throws IOException {
        lockInterruptibly();
        try {
            int written = 0;
            while (written < length) {
                awaitUntil(() -> size < CAPACITY || ended || released);
                if (released) {
                    return;
                }
                if (ended) {
                    throw new IOException("stream closed");
                }
                int tail = (start + size) % CAPACITY;
                int count = Math.min(length - written, Math.min(CAPACITY - size, CAPACITY - tail));
                System.arraycopy(source, offset + written, ring, tail, count);
                size += count;
                written += count;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void lockInterruptibly() throws InterruptedIOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void awaitUntil(BooleanSupplier reached) throws InterruptedIOException {
        try {
            while (!reached.getAsBoolean()) {
                changed.await();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static InterruptedIOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException exception = new InterruptedIOException("interrupted on a stream of a container");
        exception.initCause(cause);
        return exception;
    }

    private final class Input extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return FakePipe.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return FakePipe.this.read(target, offset, length);
        }

        @Override
        public void close() {
            release();
        }
    }

    private final class Output extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            FakePipe.this.write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            FakePipe.this.write(source, offset, length);
        }

        @Override
        public void close() {
            end();
        }
    }
}
