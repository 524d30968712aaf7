package io.headjack.examples.hjk;

import io.headjack.Delivery;
import io.headjack.Headjack;
import io.headjack.Receipt;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Type text into a session, and Enter.")
final class SendVerb extends Verb {
    /** Most programs show at once what is typed; those that show nothing shall not keep a person waiting. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(index = "1", paramLabel = "SESSION", description = "The session's name or id.")
    private String session = "";

    @Parameters(index = "2", paramLabel = "TEXT", description = "The text; - reads it from standard input.")
    private String text = "";

    @Option(names = "--raw", description = "Exactly this text, without Enter.")
    private boolean raw;

    SendVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Session target = session(headjack, branch, session);
        String typed = console().text(text);
        Receipt receipt = type(target, typed);
        int bytes = typed.getBytes(StandardCharsets.UTF_8).length;
        console()
                .line("Typed " + bytes + (bytes == 1 ? " byte" : " bytes") + (raw ? "" : " and Enter")
                        + " into session " + target.info().name() + ": " + words(receipt.awaitEcho(PATIENCE)));
        return ExitCode.DONE;
    }

    private Receipt type(Session target, String typed) {
        try {
            return raw ? target.send(typed) : target.submit(typed);
        } catch (ConflictException e) {
            SessionInfo info = target.info();
            if (info.state() == SessionState.EXITED || info.state() == SessionState.LOST) {
                throw Failure.notRunning(info);
            }
            throw e;
        }
    }

    private static String words(Delivery delivery) {
        return switch (delivery) {
            case QUEUED -> "queued";
            case PASTED -> "pasted, and not seen to come back";
            case ECHOED -> "echoed";
        };
    }
}
