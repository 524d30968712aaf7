package io.headjack.examples.hjk;

import io.headjack.CredentialKind;
import io.headjack.CredentialStatus;
import io.headjack.Headjack;
import io.headjack.error.CredentialException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Check what an agent is let in by: get it as for a session, and say where it is.")
final class AuthVerb extends Verb {
    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent.")
    private String agent = "";

    @Option(names = "--status", description = "Only say which kind there is; runs no program that has it.")
    private boolean status;

    @Option(names = "--json", description = "Print an object for programs.")
    private boolean json;

    AuthVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        CredentialStatus found = status
                ? headjack.credentials().status(agent)
                : headjack.credentials().check(agent);
        if (json) {
            console().line(Json.write(Json.of(found)));
            return found.problem().isPresent() ? ExitCode.FAILED : ExitCode.DONE;
        }
        found.problem().ifPresent(problem -> {
            throw new CredentialException(problem);
        });
        if (!status && found.kind().isEmpty()) {
            throw new Failure(
                    ExitCode.NOT_FOUND,
                    "no credential of " + agent + " was found",
                    "log in with it on this host, set its variable, or run 'hjk config agents." + agent
                            + ".credential.command \"[pass, show, " + agent + "]\"'");
        }
        console().line(agent + ": " + words(found));
        return ExitCode.DONE;
    }

    private String words(CredentialStatus found) {
        String kind = found.kind().map(CredentialKind::words).orElse("not configured");
        return status
                ? kind
                : kind
                        + found.source().map(source -> ", from " + source).orElse("")
                        + found.expiresAt().map(end -> ", until " + end).orElse("");
    }
}
