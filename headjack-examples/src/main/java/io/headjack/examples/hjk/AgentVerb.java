package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.SessionRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Start an agent in an instance that exists.")
final class AgentVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The instance's branch.")
    private String branch = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AGENT",
            description = "The agent (default: default.agent of the configuration).")
    private @Nullable String agent;

    @Option(
            names = {"-p", "--prompt"},
            paramLabel = "P",
            description = "What it shall do; - reads it from standard input (default: it starts interactively).")
    private @Nullable String prompt;

    @Mixin
    private SessionStart start = new SessionStart();

    AgentVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        String started = agentOrDefault(agent)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE,
                        "no agent is named, and no default agent is configured",
                        "name one, as in 'hjk agent " + branch + " claude', or run 'hjk config default.agent claude'"));
        SessionRequest request = instance(headjack, branch).sessions().agent(started);
        return start.start(
                prompt == null ? request : request.prompt(console().text(prompt)),
                () -> headjack.agents().get(started).autoAttach(),
                console(),
                handover());
    }
}
