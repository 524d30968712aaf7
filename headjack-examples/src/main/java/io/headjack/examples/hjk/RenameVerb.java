package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Session;
import io.headjack.SessionName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(description = "Give a session another name.")
final class RenameVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(index = "1", paramLabel = "SESSION", description = "The session's name or id.")
    private String session = "";

    @Parameters(index = "2", paramLabel = "NAME", description = "Its new name.")
    private String name = "";

    RenameVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Session found = session(headjack, branch, session);
        SessionName before = found.info().name();
        found.rename(name);
        console().line("Renamed session " + before + " to " + name);
        return ExitCode.DONE;
    }
}
