package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** A verb that works with an open Headjack. */
@Command(synopsisHeading = "Usage: ", usageHelpAutoWidth = true)
abstract class Verb implements Callable<Integer> {
    private final Context context;

    Verb(Context context) {
        this.context = context;
    }

    @Override
    public final Integer call() {
        try (Headjack headjack = context.open()) {
            return run(headjack);
        }
    }

    /** Does it, and returns the exit code. */
    abstract int run(Headjack headjack);

    final Console console() {
        return context.console();
    }

    /** Returns the agent that was named, or else the configured one, if any. */
    final Optional<String> agentOrDefault(@Nullable String named) {
        return Optional.ofNullable(named).or(context::defaultAgent);
    }

    final Handover handover() {
        return context.handover();
    }

    final RepositoryInstances here(Headjack headjack) {
        return headjack.instances().in(context.globals().repository());
    }

    final Instance instance(Headjack headjack, String branch) {
        return here(headjack).find(branch).orElseThrow(() -> Failure.noInstance(branch));
    }

    final Session session(Headjack headjack, String branch, String nameOrId) {
        return instance(headjack, branch)
                .sessions()
                .find(nameOrId)
                .orElseThrow(() -> Failure.noSession(branch, nameOrId));
    }
}
