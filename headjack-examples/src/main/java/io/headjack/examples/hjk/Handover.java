package io.headjack.examples.hjk;

import io.headjack.AttachEnd;
import io.headjack.AttachMode;
import io.headjack.AttachTarget;
import io.headjack.Attachment;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.HeadjackTimeoutException;
import java.time.Duration;

/** Hands this terminal to a session and takes it back. */
class Handover {
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    private final Console console;

    Handover(Console console) {
        this.console = console;
    }

    /** Shows the session until the person detaches or it ends, and returns the exit code. */
    int attach(Session session, AttachMode mode) {
        AttachEnd end;
        try (RawTerminal terminal = RawTerminal.open()) {
            AttachTarget target = AttachTarget.of(terminal.input(), terminal.output(), terminal.size())
                    .mode(mode)
                    .terminalType(terminal.type());
            try (Attachment attachment = session.attach(target)) {
                terminal.onResize(attachment::resize);
                terminal.beforeEnd(attachment::close);
                end = await(attachment);
            }
        }
        return tell(session.info(), end);
    }

    private static AttachEnd await(Attachment attachment) {
        while (true) {
            try {
                return attachment.awaitEnd(LOOK_AGAIN);
            } catch (HeadjackTimeoutException e) {
                // Some stay for longer.
            }
        }
    }

    private int tell(SessionInfo session, AttachEnd end) {
        if (end == AttachEnd.DETACHED) {
            console.line("Detached from session " + session.name() + "; attach again with 'hjk attach "
                    + session.branch() + " " + session.name() + "'");
            return ExitCode.DONE;
        }
        if (session.state() == SessionState.LOST) {
            throw new Failure(
                    ExitCode.FAILED,
                    "session \"" + session.name() + "\" of branch \"" + session.branch()
                            + "\" is lost: its terminal ended without leaving an exit code",
                    "run 'hjk logs " + session.branch() + " " + session.name() + "' to read what it printed");
        }
        console.line("Session " + session.name() + " ended"
                + session.exit().map(exit -> " with exit code " + exit).orElse(""));
        return ExitCode.DONE;
    }
}
