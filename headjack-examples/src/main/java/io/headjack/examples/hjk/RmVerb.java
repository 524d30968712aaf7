package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Remove an instance. Its commits are collected first; work that would be lost is a refusal.",
            "With a session: remove only that one, which has ended or is lost, with its log."
        })
final class RmVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SESSION",
            description = "The session's name or id; nothing else is removed then.")
    private @Nullable String session;

    @Option(
            names = {"-f", "--force"},
            description = "Do not ask, and stop sessions that run. Never discards work.")
    private boolean force;

    @Option(
            names = "--discard-work",
            description = "Remove although work would be lost, after writing a salvage of it.")
    private boolean discardWork;

    RmVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        return session == null ? removeInstance(headjack) : removeSession(session(headjack, branch, session));
    }

    private int removeSession(Session found) {
        SessionInfo info = found.info();
        if (discardWork) {
            throw new Failure(
                    ExitCode.USAGE, "a session has no work to discard", "leave --discard-work out, or SESSION");
        }
        boolean runs = info.state() == SessionState.RUNNING || info.state() == SessionState.STARTING;
        if (runs && !force) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "session \"" + info.name() + "\" of branch \"" + branch + "\" runs",
                    "'hjk rm -f " + branch + " " + info.name() + "' ends it first");
        }
        confirm("Remove session " + info.name() + " of branch " + branch + ", with its log?");
        if (runs) {
            found.kill();
        }
        found.remove();
        console().line("Removed session " + info.name());
        return ExitCode.DONE;
    }

    private void confirm(String question) {
        if (!force && console().isInteractive() && !console().confirm(question)) {
            throw new Failure(ExitCode.FAILED, "not removed", "answer y, or add -f to skip the question");
        }
    }

    private int removeInstance(Headjack headjack) {
        Instance instance = instance(headjack, branch);
        int running = force ? 0 : instance.info().sessions();
        if (running > 0) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "branch \"" + branch + "\" has running sessions: " + running,
                    "see them with 'hjk ps " + branch + "'; 'hjk rm -f " + branch + "' stops them");
        }
        confirm("Remove instance " + instance.id() + " of branch " + branch + "?");
        Removed removed = instance.remove(options());
        console().line("Removed instance " + removed.id());
        removed.salvage().ifPresent(ref -> console().line("Discarded work is kept for 30 days in " + ref));
        removed.notSalvaged().forEach(file -> console().line("Too large to be kept: " + Sanitizer.name(file)));
        return ExitCode.DONE;
    }

    private RemoveOption[] options() {
        List<RemoveOption> options = new ArrayList<>();
        if (force) {
            options.add(RemoveOption.STOP_SESSIONS);
        }
        if (discardWork) {
            options.add(RemoveOption.DISCARD_WORK);
        }
        return options.toArray(RemoveOption[]::new);
    }
}
