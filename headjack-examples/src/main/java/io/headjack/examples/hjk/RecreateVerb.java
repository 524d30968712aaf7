package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        description = {
            "Make an instance's container again, from its image or Dockerfile as it is now.",
            "Its sessions end. Worktree, git, home and logs stay; what was installed in the container goes."
        })
final class RecreateVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    RecreateVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Instance instance = instance(headjack, branch);
        instance.recreate();
        console().line("Recreated instance " + instance.id());
        return ExitCode.DONE;
    }
}
