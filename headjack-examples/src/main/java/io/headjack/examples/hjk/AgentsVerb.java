package io.headjack.examples.hjk;

import io.headjack.AgentInfo;
import io.headjack.Headjack;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(description = "List the agents, and what is missing to start them.")
final class AgentsVerb extends Verb {
    @Option(names = "--tag", paramLabel = "T", description = "Only those with that tag.")
    private @Nullable String tag;

    @Option(names = "--json", description = "Print a list for programs.")
    private boolean json;

    AgentsVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        List<AgentInfo> agents = headjack.agents().list().stream()
                .filter(each -> tag == null || each.tags().contains(tag))
                .toList();
        if (json) {
            console().line(Json.write(agents.stream().map(Json::of).toList()));
        } else if (agents.isEmpty()) {
            console().line("No agents found");
        } else {
            Table table = new Table("AGENT", "READINESS", "REASON");
            agents.forEach(each -> table.row(each.id(), Status.of(each.readiness()), each.reason()));
            console().table(table);
        }
        return ExitCode.DONE;
    }
}
