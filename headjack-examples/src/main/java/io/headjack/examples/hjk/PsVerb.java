package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.InstanceInfo;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "List the instances of the repository, or the sessions of one instance.")
final class PsVerb extends Verb {
    @Parameters(index = "0", arity = "0..1", paramLabel = "BRANCH", description = "List this branch's sessions.")
    private @Nullable String branch;

    @Option(
            names = {"-a", "--all"},
            description = "The instances of all repositories; of sessions, those that have ended too.")
    private boolean all;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PsVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        if (branch != null) {
            printSessions(instance(headjack, branch).sessions().list().stream()
                    .filter(session -> all || isAlive(session))
                    .toList());
        } else if (all) {
            printInstances(headjack.instances().list());
        } else {
            printInstances(here(headjack).list());
        }
        return ExitCode.DONE;
    }

    private static boolean isAlive(SessionInfo session) {
        return session.state() == SessionState.STARTING || session.state() == SessionState.RUNNING;
    }

    private void printInstances(List<InstanceInfo> instances) {
        if (json) {
            console().line(Json.write(instances.stream().map(Json::of).toList()));
            return;
        }
        if (instances.isEmpty()) {
            console().line("No instances found");
            return;
        }
        Age age = new Age(console().clock());
        Table table = new Table("BRANCH", "STATUS", "SESSIONS", "CREATED");
        for (InstanceInfo instance : instances) {
            table.row(
                    instance.branch().value(),
                    Status.of(instance),
                    Integer.toString(instance.sessions()),
                    age.of(instance.createdAt()));
        }
        console().table(table);
    }

    private void printSessions(List<SessionInfo> sessions) {
        if (json) {
            console().line(Json.write(sessions.stream().map(Json::of).toList()));
            return;
        }
        if (sessions.isEmpty()) {
            console().line("No sessions found");
            return;
        }
        Age age = new Age(console().clock());
        Table table = new Table("SESSION", "TYPE", "STATUS", "ACTIVITY", "CREATED", "ACCESSED");
        for (SessionInfo session : sessions) {
            table.row(
                    session.name().value(),
                    session.type().value(),
                    Status.of(session),
                    Status.of(session.activity()),
                    age.of(session.createdAt()),
                    age.of(session.lastUsedAt()));
        }
        console().table(table);
    }
}
