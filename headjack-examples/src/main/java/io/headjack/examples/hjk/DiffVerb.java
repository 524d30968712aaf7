package io.headjack.examples.hjk;

import io.headjack.Headjack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Print everything that changed in an instance since it was created, committed or not.")
final class DiffVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    DiffVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        console().contentText(instance(headjack, branch).git().diff());
        return ExitCode.DONE;
    }
}
