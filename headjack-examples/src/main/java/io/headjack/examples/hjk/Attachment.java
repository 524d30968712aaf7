package io.headjack.examples.hjk;

import java.io.IOException;
import java.util.List;

/** Hands this terminal to a program and waits until it gives it back. */
class Attachment {
    int attach(List<String> command) {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    "cannot start " + command.get(0) + ": " + e.getMessage(),
                    "install it, or work with the session through 'hjk logs' and 'hjk send'");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.FAILED, "interrupted while attached", "attach again with 'hjk attach'");
        }
    }
}
