package io.headjack.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The standard input of a program: a bounded queue that the thread of {@link StreamLoop} sends. */
final class StreamOutput extends OutputStream {
    static final int LIMIT = 256 * 1024;
    private static final int PORTION = 64 * 1024;

    private final Runnable filled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Deque<ByteBuffer> portions = new ArrayDeque<>();
    private int size;
    private boolean closed;
    private @Nullable String broken;

    /** Makes an empty one; {@code filled} is run when there is something to send. */
    StreamOutput(Runnable filled) {
        this.filled = filled;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int sent = 0;
        while (sent < length) {
            int portion = Math.min(PORTION, length - sent);
            boolean wasEmpty = enqueue(
                    ByteBuffer.allocate(portion)
                            .put(bytes, offset + sent, portion)
                            .flip(),
                    sent);
            sent += portion;
            if (wasEmpty) {
                filled.run();
            }
        }
    }

    /** The end of input, after what is still queued. Does not block. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
        } finally {
            lock.unlock();
        }
        filled.run();
    }

    /** Sends what the channel takes without blocking. */
    void sendTo(WritableByteChannel channel) throws IOException {
        lock.lock();
        try {
            while (!portions.isEmpty()) {
                ByteBuffer first = portions.element();
                size -= channel.write(first);
                if (first.hasRemaining()) {
                    break;
                }
                portions.remove();
            }
            if (size < LIMIT) {
                room.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean hasMore() {
        lock.lock();
        try {
            return !portions.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all is sent and nothing more will come. */
    boolean isFinished() {
        lock.lock();
        try {
            return closed && portions.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Nobody reads any more: drops what is queued and refuses what comes. */
    void fail(String reason) {
        lock.lock();
        try {
            if (broken == null) {
                broken = reason;
            }
            portions.clear();
            size = 0;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean enqueue(ByteBuffer portion, int sentBefore) throws IOException {
        lock.lock();
        try {
            while (size >= LIMIT && broken == null && !closed) {
                room.await();
            }
            if (closed || broken != null) {
                throw new IOException(broken != null ? broken : "standard input was closed");
            }
            boolean wasEmpty = portions.isEmpty();
            portions.add(portion);
            size += portion.remaining();
            return wasEmpty;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting to write");
            interrupted.bytesTransferred = sentBefore;
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            lock.unlock();
        }
    }
}
