package io.headjack.internal.core;

import io.headjack.AttachEnd;
import io.headjack.AttachTarget;
import io.headjack.Attachment;
import io.headjack.TerminalSize;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.Terminals;
import io.headjack.internal.screen.OutputSanitizer;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A client of the multiplexer whose streams are pumped to and from a person's terminal. */
final class DefaultAttachment implements Attachment {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BLOCK = 16 * 1024;

    private final Context context;
    private final AttachTarget target;
    private final Terminals.Held held;
    private final RuntimeProcess client;
    private final AttachEnding ending;
    private final OutputSanitizer sanitizer = new OutputSanitizer();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();
    private final CompletableFuture<AttachEnd> end = new CompletableFuture<>();
    private volatile boolean detaching;
    /** The first thing that went wrong on this side. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private DefaultAttachment(
            Context context, DefaultSession session, AttachTarget target, Terminals.Held held, RuntimeProcess client) {
        this.context = context;
        this.target = target;
        this.held = held;
        this.client = client;
        this.ending = new AttachEnding(context, session);
    }

    /**
     * Attaches.
     *
     * @param held what is attached to, and is asked to detach in the end; let go of then
     */
    static DefaultAttachment start(
            Context context,
            DefaultSession session,
            AttachTarget target,
            Terminals.Held held,
            Function<Multiplexer, RuntimeProcess> attaching) {
        RuntimeProcess client;
        try {
            client = attaching.apply(held.multiplexer());
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
        DefaultAttachment attachment = new DefaultAttachment(context, session, target, held, client);
        context.attachments().add(attachment);
        try {
            attachment.work(attachment::show);
        } catch (HeadjackClosedException e) {
            attachment.failure.set(e);
            attachment.end();
            throw e;
        }
        return attachment;
    }

    @Override
    public void resize(TerminalSize size) {
        if (!end.isDone()) {
            client.resize(size);
        }
    }

    @Override
    public AttachEnd awaitEnd(Duration timeout) {
        Checks.notNegative("the timeout", timeout);
        try {
            return end.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HeadjackTimeoutException("still attached after " + timeout + "; wait longer, or close it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while attached", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HeadjackException known) {
                throw known;
            }
            throw new OperationFailedException("the attachment failed: " + e.getCause(), e.getCause());
        }
    }

    @Override
    public void close() {
        if (end.isDone()) {
            return;
        }
        // An engine that hangs must not keep the terminal from its person.
        try {
            work(this::detach);
        } catch (HeadjackClosedException e) {
            // That did all this.
            client.close();
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            if (!hasCome(end, PATIENCE)) {
                // The client does not let go: its streams are taken from it, which ends the pumps.
                client.close();
                hasCome(restored, PATIENCE);
            }
        } catch (InterruptedException e) {
            interrupted = true;
            client.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean hasCome(CompletableFuture<?> event, Duration patience) throws InterruptedException {
        try {
            event.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException e) {
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    private void work(Runnable task) {
        try {
            context.parts().workers().execute(task);
        } catch (RejectedExecutionException e) {
            throw new HeadjackClosedException("this Headjack was closed, and with it what shows its sessions", e);
        }
    }

    private void detach() {
        if (end.isDone()) {
            return;
        }
        detaching = true;
        try {
            client.stdin().close();
        } catch (IOException | RuntimeException e) {
            // Nobody is there who could be asked to detach; taking the streams away is what is left.
            client.close();
        }
    }

    /** The caller's streams may throw anything; whatever it is, the client inside does not stay. */
    private void show() {
        try {
            pumpOutput();
            write(sanitizer.restoration());
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
            detach();
        } finally {
            restored.complete(null);
        }
        end();
    }

    private void end() {
        try (client) {
            Throwable failed = failure.get();
            if (failed instanceof HeadjackException known) {
                throw known;
            }
            if (failed != null) {
                throw new OperationFailedException(
                        "the terminal that shows the session failed, and was detached: " + words(failed), failed);
            }
            end.complete(ending.of(client, detaching));
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        } finally {
            held.close();
            context.attachments().remove(this);
        }
    }

    private static String words(Throwable failed) {
        return failed instanceof IOException ? String.valueOf(failed.getMessage()) : failed.toString();
    }

    private void pumpOutput() throws IOException {
        byte[] block = new byte[BLOCK];
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        boolean typing = false;
        for (int n = read(block); n >= 0; n = read(block)) {
            clean.reset();
            sanitizer.accept(block, 0, n, clean);
            if (target.sanitized()) {
                write(clean.toByteArray());
            } else {
                write(block, n);
            }
            // Before the client has the terminal under control, what is typed would be echoed.
            if (!typing) {
                typing = true;
                work(this::type);
            }
        }
    }

    /** A stream that breaks is over; why is found out afterwards. */
    private int read(byte[] block) {
        try {
            return client.stdout().read(block);
        } catch (IOException e) {
            return -1;
        }
    }

    private void write(byte[] bytes) throws IOException {
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int length) throws IOException {
        OutputStream output = target.output();
        output.write(bytes, 0, length);
        output.flush();
    }

    private void type() {
        InputStream input = target.input();
        if (input == null) {
            return;
        }
        byte[] block = new byte[BLOCK];
        try {
            for (int n = input.read(block); n >= 0; n = input.read(block)) {
                if (end.isDone() || !pass(block, n)) {
                    return;
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
        detach();
    }

    /** Hands over what was typed; false if nobody is there to take it. */
    private boolean pass(byte[] block, int length) {
        try {
            client.stdin().write(block, 0, length);
            client.stdin().flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
