package io.headjack.examples.hjk;

import io.headjack.AttachMode;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = "Attach to the session that was used last, of all or of a branch, or to the one that is named.",
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
        instance.start();
        if (session == null) {
            return instance.sessions().mostRecent().orElseThrow(Failure::noSessions);
        }
        return session(headjack, branch, session);
    }
}
