package io.headjack.internal.process;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts programs of the host. Nothing else in Headjack does. Thread-safe. */
public final class ProcessRunner {
    private static final int ERRORS_KEPT = 16 * 1_024;
    /** How long the source of a program that failed may take to notice, so that it can say why. */
    private static final Duration REFUSED_INPUT_GRACE = Duration.ofSeconds(2);
    /** How long a program that was asked to end may clear up. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    /**
     * Runs a program to its end. When this throws, the program and its children have been ended, by force if need be.
     *
     * @param request what to run
     * @return how it ended, whatever its exit code
     * @throws IOException if it cannot be started, or the output cannot be taken
     * @throws HeadjackTimeoutException if it runs for too long
     * @throws HeadjackInterruptedException if the calling thread is interrupted
     */
    public ProcessResult run(ProcessRequest request) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(request.command())
                .directory(request.directory().toFile());
        builder.environment().keySet().removeIf(name -> !request.inherited().test(name));
        builder.environment().putAll(request.environment());
        if (request.input() == null) {
            builder.redirectInput(new File("/dev/null"));
        }
        return finish(builder.start(), request);
    }

    private ProcessResult finish(Process process, ProcessRequest request) throws IOException {
        long end = System.nanoTime() + request.timeout().toNanos();
        String name = "headjack-process-" + process.pid();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        boolean ended = false;
        try {
            StreamPump output = StreamPump.start(name + "-out", () -> copyOutput(process, request.output()));
            StreamPump failures = StreamPump.start(
                    name + "-err",
                    () -> ErrorLines.drain(process.getErrorStream(), request.progress(), ERRORS_KEPT, errors));
            ProcessInput input = request.input();
            StreamPump feeder = input == null ? null : StreamPump.start(name + "-in", () -> feed(process, input));
            ended = process.waitFor(end - System.nanoTime(), TimeUnit.NANOSECONDS)
                    && output.await(left(end))
                    && failures.await(left(end));
            if (ended && feeder != null) {
                finishInput(feeder, process.exitValue() == 0 ? left(end) : REFUSED_INPUT_GRACE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException(
                    "interrupted while " + request.command().get(0) + " ran; it was ended");
        } finally {
            if (!ended) {
                end(process);
            }
        }
        if (!ended) {
            throw new HeadjackTimeoutException(request.command().get(0) + " was ended as it ran for more than "
                    + request.timeout() + ": " + String.join(" ", request.command()));
        }
        return new ProcessResult(process.exitValue(), errors.toString(StandardCharsets.UTF_8));
    }

    /** Asks first: a program that is killed leaves its locks and temporary files. Does not care for interrupts. */
    private void end(Process process) {
        List<ProcessHandle> all = Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
        all.forEach(ProcessHandle::destroy);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        all.forEach(ProcessHandle::destroyForcibly);
        kill(process);
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private void copyOutput(Process process, OutputStream output) throws IOException {
        try (InputStream from = process.getInputStream()) {
            from.transferTo(output);
        } catch (IOException | RuntimeException e) {
            kill(process);
            throw e;
        }
    }

    private static void finishInput(StreamPump feeder, Duration timeout) throws InterruptedException {
        try {
            feeder.await(timeout);
        } catch (IOException e) {
            // A program that ends before it has read all is judged by its exit code, not by the broken pipe.
            return;
        }
    }

    private static void feed(Process process, ProcessInput input) throws IOException {
        try (OutputStream stdin = process.getOutputStream()) {
            input.writeTo(stdin);
        }
    }

    /**
     * Starts a program with this process's environment and lets it run.
     *
     * @param command the program and its arguments, never run through a shell
     * @param directory where it runs, or null for this process's directory
     * @param environment variables on top of this process's own
     * @return the program; whoever asked for it ends it and closes its streams
     * @throws IOException if it cannot be started
     */
    public Process start(List<String> command, @Nullable Path directory, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.copyOf(command));
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Kills a program and everything that it started.
     *
     * @param process the program
     */
    public void kill(Process process) {
        // Children first: once their parent is gone nobody knows whose they are.
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
