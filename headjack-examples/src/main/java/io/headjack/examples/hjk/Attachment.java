package io.headjack.examples.hjk;

import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import java.io.IOException;
import java.util.List;

/** Hands this terminal to a program and waits until it gives it back. */
class Attachment {
    /** Says afterwards when the session's program has ended, as nothing of it is left to see then. */
    final int attach(Session session, Console console) {
        int code = attach(session.attachCommand());
        SessionInfo info = session.info();
        if (info.state() == SessionState.EXITED) {
            console.remark("Session " + info.name() + " " + Status.of(info) + "; its output: hjk logs " + info.branch()
                    + " " + info.name());
        }
        return code == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

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
