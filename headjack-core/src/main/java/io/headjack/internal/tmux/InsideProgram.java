package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.ExitStatus;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;

/** Runs a short program inside, whose output is a few words for an error message. */
final class InsideProgram {
    private static final int WORDS = 4096;

    private InsideProgram() {}

    /**
     * Runs it to its end.
     *
     * @return what it printed, or the beginning of that
     * @throws OperationFailedException if it does not succeed; the message has what it printed
     */
    static String run(TerminalHost host, List<String> command, byte[] input, String purpose, Duration deadline) {
        try (RuntimeProcess process = host.exec(ExecSpec.of(command))) {
            process.stderr().close();
            try (OutputStream stdin = process.stdin()) {
                stdin.write(input);
            }
            String words = new String(process.stdout().readNBytes(WORDS), UTF_8).strip();
            process.stdout().close();
            ExitStatus status = process.await(deadline);
            if (!status.isSuccess()) {
                throw new OperationFailedException("cannot " + purpose + ": exit code " + status
                        + (words.isEmpty() ? "" : ", " + words) + "; try again, or restart the instance");
            }
            return words;
        } catch (InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while trying to " + purpose, e);
        } catch (IOException e) {
            throw new OperationFailedException("cannot " + purpose + ": " + e.getMessage(), e);
        }
    }
}
