package io.headjack.internal.process;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program of the host as a {@link RuntimeProcess}. A thread per stream moves its bytes, as a read from the operating
 * system's pipe could not be interrupted; the threads end with the program's streams.
 */
public final class HostProcess implements RuntimeProcess {
    private static final int CAPACITY = 64 * 1024;

    private final String program;
    private final Process process;
    private final BoundedPipe input = new BoundedPipe(CAPACITY);
    private final BoundedPipe output = new BoundedPipe(CAPACITY);
    private final BoundedPipe errors = new BoundedPipe(CAPACITY);
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    private HostProcess(String program, Process process) {
        this.program = program;
        this.process = process;
    }

    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param environment all of its environment
     * @param directory where it starts
     * @return the running program
     * @throws OperationFailedException if it cannot be started
     */
    public static HostProcess start(List<String> command, Map<String, String> environment, Path directory) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        Process process;
        try {
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException | IllegalArgumentException e) {
            throw new OperationFailedException(
                    "cannot start " + command.get(0) + " in " + directory + ": " + e.getMessage(), e);
        }
        HostProcess started = new HostProcess(command.get(0), process);
        started.pump("stdout", process.getInputStream(), started.output.sink());
        started.pump("stderr", process.getErrorStream(), started.errors.sink());
        started.pumpInput();
        started.awaitEnd();
        return started;
    }

    /**
     * Returns the operating system's handle, to find what it started.
     *
     * @return the handle
     */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public OutputStream stdin() {
        return input.sink();
    }

    @Override
    public InputStream stdout() {
        return output.source();
    }

    @Override
    public InputStream stderr() {
        return errors.source();
    }

    /** Does nothing: there is no terminal. */
    @Override
    public void resize(TerminalSize size) {}

    @Override
    public ExitStatus await(Duration timeout) {
        try {
            return end.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HeadjackTimeoutException(
                    program + " (process " + process.pid() + ") still runs after " + timeout
                            + "; wait longer, or end it",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting for " + program, e);
        } catch (ExecutionException e) {
            throw new HeadjackClosedException("how " + program + " ended is not known: the runtime was closed", e);
        }
    }

    /** Wakes who waits for the end of the program or uses its streams. The program goes on. */
    public void abandon() {
        end.completeExceptionally(new IOException("the runtime was closed"));
        close();
    }

    /**
     * Returns what is completed once this is closed.
     *
     * @return completed by {@link #close}
     */
    public CompletionStage<Void> onClose() {
        return closed;
    }

    @Override
    public void close() {
        closed.complete(null);
        try {
            stdin().close();
            stdout().close();
            stderr().close();
        } catch (IOException e) {
            throw new OperationFailedException("cannot close the streams of " + program + ": " + e.getMessage(), e);
        }
    }

    private void pump(String stream, InputStream from, OutputStream to) {
        start(stream, () -> {
            try (from;
                    to) {
                from.transferTo(to);
            } catch (IOException closed) {
                // The program is gone, and the reader gets the end of the stream.
            }
        });
    }

    private void pumpInput() {
        start("stdin", () -> {
            try (OutputStream to = process.getOutputStream()) {
                InputStream from = input.source();
                byte[] chunk = new byte[CAPACITY];
                for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                    to.write(chunk, 0, count);
                    to.flush();
                }
            } catch (IOException closed) {
                input.fail(closed);
            }
        });
    }

    private void awaitEnd() {
        CompletableFuture<Void> unused = process.onExit().thenAccept(ended -> {
            end.complete(new ExitStatus(ended.exitValue() & 0xff));
            // An idle writer would keep its thread for ever, long after the program has ended.
            input.fail(new IOException(program + " has ended"));
        });
    }

    private void start(String stream, Runnable pump) {
        Thread thread = new Thread(pump, "headjack-" + stream + "-" + process.pid());
        thread.setDaemon(true);
        thread.start();
    }
}
