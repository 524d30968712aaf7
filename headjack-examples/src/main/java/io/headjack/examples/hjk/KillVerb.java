package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Session;
import io.headjack.SessionName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "End a session. Its log stays.")
final class KillVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH/SESSION", description = "The branch and the session's name or id.")
    private String target = "";

    KillVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        int slash = target.lastIndexOf('/');
        if (slash <= 0 || slash == target.length() - 1) {
            throw new Failure(
                    ExitCode.USAGE,
                    "not a branch and a session: \"" + target + "\"",
                    "write 'hjk kill BRANCH/SESSION'");
        }
        String branch = target.substring(0, slash);
        Session session = here(headjack)
                .find(branch)
                .orElseThrow(() -> new Failure(
                        ExitCode.NOT_FOUND,
                        "no instance found for branch \"" + branch + "\"",
                        "'hjk kill BRANCH/SESSION' splits at the last slash; 'hjk ps' lists the branches"))
                .sessions()
                .find(target.substring(slash + 1))
                .orElseThrow(() -> Failure.noSession(branch, target.substring(slash + 1)));
        SessionName name = session.info().name();
        session.kill();
        console().line("Killed session " + name);
        return ExitCode.DONE;
    }
}
