package io.headjack.internal.git;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.process.BoundedOutput;
import io.headjack.internal.process.OutputTooLargeException;
import io.headjack.internal.process.StreamPump;
import io.headjack.internal.text.Printable;
import io.headjack.spi.RuntimeProcess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A command that runs where the agent could have replaced it: whatever it prints is hostile, and bounded. */
final class InsideCommand {
    private static final int ERRORS_KEPT = 16 * 1_024;
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Map<String, String> ENVIRONMENT =
            Map.of("LC_ALL", "C", "GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0", "GIT_PAGER", "cat");

    private final AgentSide inside;
    private final List<String> command;
    private final byte[] input;

    private InsideCommand(AgentSide inside, List<String> command, byte[] input) {
        this.inside = inside;
        this.command = command;
        this.input = input;
    }

    /** Git on a git directory inside, named explicitly so that no git asks who owns it. */
    static InsideCommand git(AgentSide inside, String gitDirectory, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--git-dir=" + gitDirectory));
        command.addAll(arguments);
        return new InsideCommand(inside, command, new byte[0]);
    }

    static InsideCommand of(AgentSide inside, List<String> command) {
        return new InsideCommand(inside, command, new byte[0]);
    }

    InsideCommand input(String text) {
        return new InsideCommand(inside, command, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs it and keeps what it prints. */
    GitResult run(long limit, Duration timeout) {
        BoundedOutput output = new BoundedOutput(limit);
        GitResult end = stream(output, timeout);
        return new GitResult(end.exitCode(), output.toByteArray(), end.errors());
    }

    /** Runs it and hands on what it prints. */
    GitResult stream(OutputStream output, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (RuntimeProcess process = inside.start(command, ENVIRONMENT)) {
            StreamPump out = StreamPump.start(
                    "headjack-inside-out", () -> process.stdout().transferTo(output));
            StreamPump err = StreamPump.start(
                    "headjack-inside-err", () -> StreamPump.drain(process.stderr(), ERRORS_KEPT, errors));
            StreamPump.start("headjack-inside-in", () -> feed(process));
            while (!out.await(shorter(inside.patience(), Duration.ofNanos(end - System.nanoTime())))) {
                if (System.nanoTime() >= end) {
                    throw new HeadjackTimeoutException(
                            String.join(" ", command) + " in the instance did not end within " + timeout);
                }
                inside.checkAlive();
            }
            int code = process.await(GRACE).code();
            // A process that the program left behind may hold its errors open: what came in time is kept.
            err.await(GRACE);
            return new GitResult(code, new byte[0], errors.toString(StandardCharsets.UTF_8));
        } catch (OutputTooLargeException e) {
            throw new UnsupportedException(
                    String.join(" ", command) + " in the instance printed " + e.getMessage() + "; it is not taken", e);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "reading from " + String.join(" ", command) + " in the instance failed: " + e.getMessage() + ". "
                            + Printable.text(
                                    errors.toString(StandardCharsets.UTF_8).strip()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while git ran in the instance", e);
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void feed(RuntimeProcess process) throws IOException {
        try (OutputStream stdin = process.stdin()) {
            stdin.write(input);
        }
    }

    OperationFailedException failure(GitResult result) {
        return new OperationFailedException(String.join(" ", command) + " failed in the instance (exit "
                + result.exitCode() + "): " + Printable.text(result.errors().strip()));
    }
}
