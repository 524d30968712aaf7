package io.headjack.internal.core;

import io.headjack.ExecResult;
import io.headjack.ExitStatus;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.Marked;
import io.headjack.internal.instance.World;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One direct run of a program in an instance: its streams are pumped side by side until it has ended. */
final class ExecRun {
    private static final int MOST_KEPT = 64 * 1024 * 1024;
    private static final int BLOCK = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(ExecRun.class);

    private final Context context;
    private final World world;
    private final ExecPlan plan;
    private final Marked marked;
    private final long deadline;
    /** The first stream that fails ends the run: the program may be waiting for it. */
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    ExecRun(Context context, World world, ExecPlan plan) {
        this.context = context;
        this.world = world;
        this.plan = plan;
        this.marked = Marked.fresh();
        this.deadline = System.nanoTime() + Checks.nanos(plan.timeout());
    }

    ExecResult run() {
        String directory = plan.directory() == null ? null : world.inWorkspace(plan.directory());
        ExecSpec spec = ExecSpec.of(plan.command())
                .environment(plan.environment())
                .environment(marked.variable())
                .workingDirectory(directory);
        try (RuntimeProcess process = world.exec(spec)) {
            return pump(process);
        } catch (HeadjackTimeoutException | HeadjackInterruptedException | OperationFailedException e) {
            marked.kill(world, e);
            throw e;
        }
    }

    private ExecResult pump(RuntimeProcess process) {
        ByteArrayOutputStream keptOut = new ByteArrayOutputStream();
        ByteArrayOutputStream keptErr = new ByteArrayOutputStream();
        CompletableFuture<Void> in = beside(() -> feed(process));
        CompletableFuture<Void> err = beside(() -> copy(process.stderr(), target(plan.stderr(), keptErr)));
        CompletableFuture<Void> out = beside(() -> copy(process.stdout(), target(plan.stdout(), keptOut)));
        // Of several that are done, the first in this order counts.
        join(CompletableFuture.anyOf(failed, CompletableFuture.allOf(out, err)));
        ExitStatus exit = process.await(left());
        // A source that blocks for ever is its owner's.
        in.cancel(true);
        return new ExecResult(exit, text(keptOut), text(keptErr));
    }

    private CompletableFuture<Void> beside(Pump pump) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        pump.run();
                    } catch (IOException | RuntimeException | Error e) {
                        failed.completeExceptionally(e);
                        throw new CompletionException(e);
                    }
                },
                context.parts().workers());
    }

    private void feed(RuntimeProcess process) {
        InputStream source = plan.stdin();
        try (OutputStream stdin = process.stdin()) {
            byte[] block = new byte[BLOCK];
            for (int n = read(source, block); n >= 0; n = read(source, block)) {
                stdin.write(block, 0, n);
                stdin.flush();
            }
        } catch (IOException e) {
            // Input that the program does not want is no failure.
            LOG.debug("{} took no more input", plan.command().get(0), e);
        }
    }

    private int read(@Nullable InputStream source, byte[] block) {
        try {
            return source == null ? -1 : source.read(block);
        } catch (IOException | RuntimeException e) {
            OperationFailedException failure = new OperationFailedException(
                    "the input of " + plan.command().get(0) + " could not be read: " + e, e);
            // Told before the end of input reaches the program, which could then end as if it had got all.
            failed.completeExceptionally(failure);
            throw failure;
        }
    }

    private static OutputStream target(@Nullable OutputStream given, ByteArrayOutputStream kept) {
        return given != null ? given : new Limited(kept);
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int n = from.read(block); n >= 0; n = from.read(block)) {
            to.write(block, 0, n);
            to.flush();
        }
    }

    private void join(CompletableFuture<?> pumps) {
        try {
            pumps.get(left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HeadjackTimeoutException(
                    plan.command().get(0) + " still ran after " + plan.timeout().toMillis() + " ms and was killed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException(
                    "interrupted while " + plan.command().get(0) + " ran", e);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        }
    }

    private HeadjackException failed(@Nullable Throwable cause) {
        if (cause instanceof HeadjackException known) {
            return known;
        }
        if (cause instanceof InterruptedIOException) {
            context.lifecycle().checkOpen();
        }
        return new OperationFailedException(
                "the streams of " + plan.command().get(0) + " failed: "
                        + (cause == null ? "unknown" : cause.getMessage()),
                cause);
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** One stream being pumped. */
    private interface Pump {
        void run() throws IOException;
    }

    /** Keeps so much and no more. */
    private static final class Limited extends OutputStream {
        private final ByteArrayOutputStream kept;

        Limited(ByteArrayOutputStream kept) {
            this.kept = kept;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (kept.size() + length > MOST_KEPT) {
                throw new IOException("it printed more than " + MOST_KEPT + " bytes; send its output to a stream");
            }
            kept.write(bytes, offset, length);
        }
    }
}
