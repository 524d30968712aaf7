package io.headjack.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The connection of one exec, moved by the thread of {@link StreamLoop}; others see its streams only. */
final class ExecStream implements AutoCloseable {
    private final StreamLoop loop;
    private final SocketChannel channel;
    private final StreamInput stdout = new StreamInput(this::goOn);
    private final StreamInput stderr = new StreamInput(this::goOn);
    private final StreamOutput stdin = new StreamOutput(this::goOn);
    private final OutputSplitter splitter;
    private final CompletableFuture<End> ended = new CompletableFuture<>();

    // Of the loop's thread alone.
    private @Nullable SelectionKey key;
    private boolean inputEnded;

    // Written by the loop's thread alone.
    private volatile boolean heldBack;

    private ExecStream(StreamLoop loop, SocketChannel channel, boolean framed) {
        this.loop = loop;
        this.channel = channel;
        splitter = new OutputSplitter(framed, stdout, stderr);
    }

    /** Why a stream is over. */
    enum End {
        /** The engine closed it: the program has ended, or the engine has. */
        BY_ENGINE,
        /** Closed on this side. */
        CLOSED,
        /** Closed with the runtime. */
        RUNTIME_CLOSED
    }

    /** Takes the channel over, with the bytes that were read from it already. */
    static ExecStream open(StreamLoop loop, SocketChannel channel, boolean framed, ByteBuffer first)
            throws IOException {
        channel.configureBlocking(false);
        ExecStream stream = new ExecStream(loop, channel, framed);
        if (!loop.execute(selector -> stream.begin(selector, first))) {
            stream.runtimeClosed();
        }
        return stream;
    }

    StreamInput stdout() {
        return stdout;
    }

    StreamInput stderr() {
        return stderr;
    }

    StreamOutput stdin() {
        return stdin;
    }

    /** Waits for the end; empty when it did not come in time. */
    Optional<End> awaitEnd(Duration timeout) throws InterruptedException {
        try {
            return Optional.of(ended.get(Math.max(0, timeout.toNanos()), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a stream is a value, never a failure", e);
        }
    }

    /** Whether a reader is so slow that the end may be waiting behind what it has not read. */
    boolean isHeldBack() {
        return heldBack;
    }

    /** Releases all; what was written and has not been sent is dropped. */
    @Override
    public void close() {
        ended.complete(End.CLOSED);
        stdout.close();
        stderr.close();
        stdin.fail("the process was closed on this side");
        if (!loop.execute(selector -> closeChannel())) {
            closeChannel();
        }
    }

    /** Called by the loop's thread at its end, or where there is no loop any more. */
    void runtimeClosed() {
        finish(End.RUNTIME_CLOSED, "the runtime was closed");
    }

    /** Called by the loop's thread when there is something to read or room to write. */
    void ready(SelectionKey ready, ByteBuffer buffer) {
        if (ready.isValid() && ready.isReadable()) {
            read(buffer);
        }
        move();
    }

    private void begin(Selector selector, ByteBuffer first) {
        if (ended.isDone()) {
            closeChannel();
            return;
        }
        try {
            key = channel.register(selector, SelectionKey.OP_READ, this);
            splitter.accept(first);
            move();
        } catch (IOException e) {
            finish(End.BY_ENGINE, e.getMessage());
        }
    }

    private void goOn() {
        loop.execute(selector -> move());
    }

    private void read(ByteBuffer buffer) {
        int count;
        try {
            count = channel.read(buffer.clear());
        } catch (IOException e) {
            // The engine closed it without having read all input: all output came before.
            count = -1;
        }
        if (count < 0) {
            finish(End.BY_ENGINE, splitter.isBetweenFrames() ? null : "the engine ended the output in the middle");
            return;
        }
        try {
            splitter.accept(buffer.flip());
        } catch (IOException e) {
            finish(End.BY_ENGINE, e.getMessage());
        }
    }

    /** Sends what can be sent, and says what to wait for next. */
    private void move() {
        if (key == null || !key.isValid()) {
            return;
        }
        if (!inputEnded) {
            send();
        }
        boolean full = stdout.isFull();
        full |= stderr.isFull();
        heldBack = full;
        key.interestOps(
                (heldBack ? 0 : SelectionKey.OP_READ) | (!inputEnded && stdin.hasMore() ? SelectionKey.OP_WRITE : 0));
    }

    private void send() {
        try {
            stdin.sendTo(channel);
            if (stdin.isFinished()) {
                inputEnded = true;
                channel.shutdownOutput();
            }
        } catch (IOException e) {
            // There may be output still to be read.
            inputEnded = true;
            stdin.fail("the program does not read any more");
        }
    }

    private void finish(End end, @Nullable String failure) {
        closeChannel();
        if (failure == null) {
            stdout.end();
            stderr.end();
        } else {
            stdout.fail(failure);
            stderr.fail(failure);
        }
        stdin.fail(end == End.RUNTIME_CLOSED ? "the runtime was closed" : "the program has ended");
        ended.complete(end);
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            stdin.fail("closing failed: " + e.getMessage());
        }
    }
}
