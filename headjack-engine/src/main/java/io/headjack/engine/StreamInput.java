package io.headjack.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One output of a program, filled by the thread of {@link StreamLoop}. What is kept for a slow reader is bounded by {@link
 * #LIMIT} and one more portion: the loop asks {@link #isFull} before it reads on.
 */
final class StreamInput extends InputStream {
    static final int LIMIT = 256 * 1024;

    private final Runnable drained;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ByteBuffer> portions = new ArrayDeque<>();
    private int size;
    private boolean waitedFor;
    private boolean ended;
    private boolean discarding;
    private @Nullable String broken;

    /** Makes an empty one; {@code drained} is run when there is room again after {@link #isFull} said that there is none. */
    StreamInput(Runnable drained) {
        this.drained = drained;
    }

    /** Takes a copy of the bytes. */
    void accept(ByteBuffer bytes) {
        lock.lock();
        try {
            if (discarding || ended || !bytes.hasRemaining()) {
                return;
            }
            ByteBuffer portion = ByteBuffer.allocate(bytes.remaining());
            portion.put(bytes.duplicate()).flip();
            portions.add(portion);
            size += portion.remaining();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isFull() {
        lock.lock();
        try {
            waitedFor = size >= LIMIT;
            return waitedFor;
        } finally {
            lock.unlock();
        }
    }

    /** The end, after what is still kept. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** An end that came too early: readers get the reason, after what is still kept. */
    void fail(String reason) {
        lock.lock();
        try {
            if (!ended) {
                broken = reason;
                ended = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        int count = 0;
        boolean roomAgain;
        lock.lock();
        try {
            awaitSomething();
            if (size == 0) {
                return endOrFailure();
            }
            while (count < length && size > 0) {
                ByteBuffer first = portions.element();
                int taken = Math.min(length - count, first.remaining());
                first.get(bytes, offset + count, taken);
                count += taken;
                size -= taken;
                if (!first.hasRemaining()) {
                    portions.remove();
                }
            }
            roomAgain = takeRoom();
        } finally {
            lock.unlock();
        }
        if (roomAgain) {
            drained.run();
        }
        return count;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of all that is kept and will come, so that the program goes on. */
    @Override
    public void close() {
        boolean roomAgain;
        lock.lock();
        try {
            discarding = true;
            portions.clear();
            size = 0;
            if (!ended) {
                ended = true;
                broken = "the stream was closed";
            }
            changed.signalAll();
            roomAgain = takeRoom();
        } finally {
            lock.unlock();
        }
        if (roomAgain) {
            drained.run();
        }
    }

    private void awaitSomething() throws InterruptedIOException {
        try {
            while (size == 0 && !ended) {
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for output");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private int endOrFailure() throws IOException {
        if (broken != null) {
            throw new IOException(broken);
        }
        return -1;
    }

    private boolean takeRoom() {
        boolean room = waitedFor && size <= LIMIT / 2;
        if (room) {
            waitedFor = false;
        }
        return room;
    }
}
