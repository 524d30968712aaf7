package io.headjack.testkit;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.RuntimeProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client's side of a {@link FakeProgram}: it can be cut off while the program goes on. */
final class FakeProcess implements RuntimeProcess {
    private final FakeProgram program;
    private final String what;
    private final CompletableFuture<ExitStatus> end;
    private final OutputStream stdin;
    private final InputStream stdout;
    private final InputStream stderr;

    FakeProcess(FakeProgram program) {
        this.program = program;
        this.what = String.join(" ", program.command());
        this.end = program.end().copy();
        this.stdin = program.stdinPipe().output();
        this.stdout = program.stdoutPipe().input();
        this.stderr = program.stderrPipe().input();
    }

    void cut(HeadjackException reason) {
        end.completeExceptionally(reason);
        close();
    }

    boolean isOver() {
        return end.isDone();
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public InputStream stderr() {
        return stderr;
    }

    @Override
    public void resize(TerminalSize size) {
        program.resize(size);
    }

    @Override
    public ExitStatus await(Duration timeout) {
        try {
            return end.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HeadjackTimeoutException(what + " still runs after " + timeout, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting for " + what, e);
        } catch (ExecutionException e) {
            throw again(e.getCause());
        }
    }

    @Override
    public void close() {
        program.stdinPipe().end();
        program.stdoutPipe().release();
        program.stderrPipe().release();
    }

    // Each waiter gets an exception with its own stack.
    private HeadjackException again(@Nullable Throwable reason) {
        if (reason instanceof HeadjackClosedException) {
            return new HeadjackClosedException("the runtime was closed while " + what + " ran", reason);
        }
        if (reason instanceof RuntimeUnavailableException) {
            return new RuntimeUnavailableException("the engine was lost while " + what + " ran", reason);
        }
        return new OperationFailedException("waiting for " + what + " failed", reason);
    }
}
