package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.ExitStatus;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a short program inside, whose output is a few words for an error message. */
final class InsideProgram {
    private static final int WORDS = 4096;

    private InsideProgram() {}

    /**
     * Runs it to its end.
     *
     * @return what it printed, or the beginning of that
     * @throws OperationFailedException if it does not succeed; the message has what it printed
     * @throws HeadjackTimeoutException if it does not end in time, as what answers to its name inside may never do
     */
    static String run(TerminalHost host, List<String> command, byte[] input, String purpose, Duration deadline) {
        long end = System.nanoTime() + deadline.toNanos();
        try (RuntimeProcess process = host.exec(ExecSpec.of(command))) {
            process.stderr().close();
            FutureTask<String> talk = new FutureTask<>(() -> talk(process, input));
            Thread talking = new Thread(talk, "headjack-inside");
            talking.setDaemon(true);
            talking.start();
            // Closing the process ends the talk as well.
            String words = talk.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            ExitStatus status = process.await(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (!status.isSuccess()) {
                throw new OperationFailedException("cannot " + purpose + ": exit code " + status
                        + (words.isEmpty() ? "" : ", " + words) + "; try again, or restart the instance");
            }
            return words;
        } catch (TimeoutException e) {
            throw new HeadjackTimeoutException(
                    "cannot " + purpose + ": " + command.get(0) + " inside did not end within " + deadline
                            + "; restart the instance",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while trying to " + purpose, e);
        } catch (ExecutionException e) {
            throw new OperationFailedException("cannot " + purpose + ": " + e.getCause(), e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot " + purpose + ": " + e.getMessage(), e);
        }
    }

    private static String talk(RuntimeProcess process, byte[] input) throws IOException {
        try (OutputStream stdin = process.stdin()) {
            stdin.write(input);
        }
        String words = new String(process.stdout().readNBytes(WORDS), UTF_8).strip();
        process.stdout().close();
        return words;
    }
}
