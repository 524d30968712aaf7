package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Stop an instance and start it again.")
final class RestartVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    RestartVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Instance instance = instance(headjack, branch);
        instance.restart();
        console().line("Restarted instance " + instance.id());
        return ExitCode.DONE;
    }
}
