package io.headjack.examples.hjk;

import io.headjack.AttachMode;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceSessions;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Attach to the session that was used last, of all or of a branch, or to the one that is named.",
            "Asks whether to start it again where it has ended or is lost, as after a stop."
        },
        footer = "Control-B, then d, detaches and leaves everything running.")
final class AttachVerb extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "BRANCH", description = "The instance's branch.")
    private @Nullable String branch;

    @Parameters(index = "1", arity = "0..1", paramLabel = "SESSION", description = "The session's name or id.")
    private @Nullable String session;

    @Option(names = "--read-only", description = "Only look.")
    private boolean readOnly;

    AttachVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        if (!console().isInteractive()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "attach needs a terminal on standard input and output",
                    "run 'hjk logs BRANCH SESSION -f' to look on");
        }
        return handover().attach(target(headjack), readOnly ? AttachMode.READ_ONLY : AttachMode.INTERACTIVE);
    }

    private Session target(Headjack headjack) {
        if (branch == null) {
            return headjack.sessions().mostRecent().orElseThrow(Failure::noSessions);
        }
        Instance instance = instance(headjack, branch);
        Session found = session == null ? lastOf(instance, branch) : session(headjack, branch, session);
        SessionInfo info = found.info();
        if (hasEnded(info)) {
            startAgain(found, info);
        } else {
            instance.start();
        }
        return found;
    }

    /** The running one that was used last, or else the last one that ran. */
    private static Session lastOf(Instance instance, String branch) {
        InstanceSessions sessions = instance.sessions();
        return sessions.mostRecent()
                .or(() -> sessions.list().stream()
                        .max(Comparator.comparing(SessionInfo::lastUsedAt))
                        .map(last -> sessions.get(last.id().value())))
                .orElseThrow(() -> Failure.noSessions(branch));
    }

    private static boolean hasEnded(SessionInfo session) {
        return session.state() == SessionState.EXITED || session.state() == SessionState.LOST;
    }

    /** Asks before: what its program did once need not be wanted twice. */
    private void startAgain(Session ended, SessionInfo info) {
        if (readOnly
                || !console()
                        .confirm(
                                "Session " + info.name() + " does not run: " + Status.of(info) + ". Start it again?")) {
            throw Failure.notRunning(info);
        }
        ended.restart();
    }
}
