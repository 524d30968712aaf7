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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands this terminal to a session and takes it back. */
class Handover {
    private static final Duration LOOK_AGAIN = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Console console;

    Handover(Console console) {
        this.console = console;
    }

    /** Shows the session until the person detaches or it ends, and returns the exit code. */
    int attach(Session session, AttachMode mode) {
        AttachEnd end;
        CompletableFuture<Attachment> attached = new CompletableFuture<>();
        try (RawTerminal terminal = RawTerminal.open(() -> detach(attached))) {
            AttachTarget target = AttachTarget.of(terminal.input(), terminal.output(), terminal.size())
                    .mode(mode)
                    .terminalType(terminal.type());
            try (Attachment attachment = session.attach(target)) {
                attached.complete(attachment);
                terminal.onResize(attachment::resize);
                end = await(attachment);
            }
        } finally {
            attached.cancel(false);
        }
        return tell(session.info(), end);
    }

    /** A signal may end this program while it attaches: who was not waited for would stay attached for ever. */
    private static void detach(CompletableFuture<Attachment> attached) {
        try {
            attached.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS).close();
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            // Nobody is attached.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
                    "run 'hjk logs " + session.branch() + " " + session.name()
                            + "' to read what it printed, or 'hjk restart " + session.branch() + " " + session.name()
                            + "' to start it again");
        }
        console.line("Session " + session.name() + " ended"
                + session.exit().map(exit -> " with exit code " + exit).orElse(""));
        return ExitCode.DONE;
    }
}
