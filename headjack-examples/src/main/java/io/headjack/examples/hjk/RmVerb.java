package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Remove an instance. Its commits are collected first; work that would be lost is a refusal.")
final class RmVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

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
        Instance instance = instance(headjack, branch);
        int running = force ? 0 : instance.info().sessions();
        if (running > 0) {
            throw new Failure(
                    ExitCode.CONFLICT,
                    "branch \"" + branch + "\" has running sessions: " + running,
                    "see them with 'hjk ps " + branch + "'; 'hjk rm -f " + branch + "' stops them");
        }
        if (!force
                && console().isInteractive()
                && !console().confirm("Remove instance " + instance.id() + " of branch " + branch + "?")) {
            throw new Failure(ExitCode.FAILED, "not removed", "answer y, or add -f to skip the question");
        }
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
