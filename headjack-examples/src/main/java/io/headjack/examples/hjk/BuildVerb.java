package io.headjack.examples.hjk;

import io.headjack.AgentInfo;
import io.headjack.BuildOption;
import io.headjack.Headjack;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(description = "Build the image of an agent, if it is missing.")
final class BuildVerb extends Verb {
    @Parameters(index = "0", paramLabel = "AGENT", description = "The agent.")
    private String agent = "";

    @Option(names = "--no-cache", description = "Build it in any case, and every step anew.")
    private boolean noCache;

    BuildVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        AgentInfo built = noCache
                ? headjack.agents().build(agent, BuildOption.NO_CACHE)
                : headjack.agents().build(agent);
        console().line("Image " + built.image().orElse("") + " has " + agent);
        return ExitCode.DONE;
    }
}
