package io.headjack.examples.hjk;

import io.headjack.Collected;
import io.headjack.Headjack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Bring an instance's commits to the branch of the host.")
final class CollectVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    CollectVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Collected collected = instance(headjack, branch).git().collect();
        String commits = collected.commits() + (collected.commits() == 1 ? " commit" : " commits");
        String refs = String.join(", ", collected.refs());
        switch (collected.outcome()) {
            case UP_TO_DATE -> console().line("Nothing new on branch " + branch);
            case FAST_FORWARDED ->
                console().line("Collected " + commits + " on branch " + branch + ", now at " + collected.head());
            case DIVERGED ->
                throw new Failure(
                        ExitCode.CONFLICT,
                        "branch \"" + branch + "\" has commits of its own, so it was left; the instance's " + commits
                                + " are in " + refs,
                        "merge or rebase one onto the other");
            case INDEX_BUSY ->
                throw new Failure(
                        ExitCode.CONFLICT,
                        "the worktree of branch \"" + branch + "\" has staged changes, so the branch was left; the "
                                + "instance's " + commits + " are in " + refs,
                        "commit or unstage them, then run 'hjk collect " + branch + "' again");
        }
        return ExitCode.DONE;
    }
}
