package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Stop an instance and start it again, which ends its sessions.",
            "With a session: start that one again, which has ended or is lost. An agent takes up its conversation."
        })
final class RestartVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "SESSION",
            description = "The session's name or id; nothing else is restarted then.")
    private @Nullable String session;

    RestartVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        if (session == null) {
            Instance instance = instance(headjack, branch);
            instance.restart();
            console().line("Restarted instance " + instance.id());
        } else {
            Session found = session(headjack, branch, session);
            found.restart();
            console().line("Restarted session " + found.info().name());
        }
        return ExitCode.DONE;
    }
}
