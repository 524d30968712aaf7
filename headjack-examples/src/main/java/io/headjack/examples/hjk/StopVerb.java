package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Collect an instance's commits, end its sessions and stop its container. Everything else stays.")
final class StopVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    StopVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Instance instance = instance(headjack, branch);
        instance.stop();
        console().line("Stopped instance " + instance.id());
        return ExitCode.DONE;
    }
}
