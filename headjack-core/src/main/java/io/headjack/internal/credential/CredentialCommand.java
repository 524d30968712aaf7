package io.headjack.internal.credential;

import io.headjack.error.HeadjackTimeoutException;
import io.headjack.internal.process.BoundedOutput;
import io.headjack.internal.process.OutputTooLargeException;
import io.headjack.internal.process.ProcessRequest;
import io.headjack.internal.process.ProcessResult;
import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs a program that prints a credential. What it prints is in no message; what it says of its failure is. */
public final class CredentialCommand {
    private static final int LARGEST = 64 * 1024;
    private static final int MOST_WORDS = 500;

    private final ProcessRunner runner;
    private final Path directory;
    private final Duration timeout;

    /**
     * Makes one that waits for a while, as a person may have to unlock something.
     *
     * @param directory where programs are run
     * @param timeout how long they may take
     */
    public CredentialCommand(Path directory, Duration timeout) {
        this.runner = new ProcessRunner();
        this.directory = directory;
        this.timeout = timeout;
    }

    byte[] run(List<String> command) throws UnusableException {
        BoundedOutput output = new BoundedOutput(LARGEST);
        ProcessResult result;
        try {
            result = runner.run(new ProcessRequest(
                    command, directory, name -> true, Map.of(), null, output, timeout, line -> false));
        } catch (OutputTooLargeException e) {
            throw new UnusableException("printed " + e.getMessage());
        } catch (HeadjackTimeoutException e) {
            throw new UnusableException("did not end within " + timeout.toSeconds() + " s");
        } catch (IOException e) {
            throw new UnusableException("could not be run: " + e.getMessage());
        }
        if (result.exitCode() != 0) {
            String words = printable(result.errors());
            throw new UnusableException(
                    "failed with exit code " + result.exitCode() + (words.isEmpty() ? "" : ": " + words));
        }
        return output.toByteArray();
    }

    private static String printable(String errors) {
        String words = errors.strip().replaceAll("\\p{Cntrl}+", " ");
        return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) + "…" : words;
    }
}
