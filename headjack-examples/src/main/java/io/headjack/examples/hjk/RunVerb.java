package io.headjack.examples.hjk;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.InstanceSessions;
import io.headjack.SessionRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        description = "Make sure that a branch has a running instance, and start an agent or a shell in it.",
        customSynopsis = "hjk run BRANCH [PROMPT] [--agent A] [-d] [-n N] [--image I] [--from REF]"
                + " [--fetch REMOTE] [--submodules] [-- FLAGS]",
        footer = "FLAGS are settings of the runtime, as --name value or --name=value.")
final class RunVerb extends Verb {
    @Parameters(index = "0", paramLabel = "BRANCH", description = "The branch; made if it does not exist.")
    private String branch = "";

    @Parameters(
            index = "1..*",
            paramLabel = "PROMPT",
            description = "What the agent shall do; - reads it from standard input.")
    private List<String> words = List.of();

    @Option(
            names = "--agent",
            paramLabel = "A",
            description = "The agent to start (default: a shell, or with a prompt default.agent of the configuration).")
    private @Nullable String agent;

    @Option(
            names = "--image",
            paramLabel = "I",
            description = "The image of a new instance (default: that of the agent).")
    private @Nullable String image;

    @Option(names = "--from", paramLabel = "REF", description = "Where a new branch starts (default: HEAD).")
    private @Nullable String from;

    @Option(
            names = "--fetch",
            paramLabel = "REMOTE",
            description = "Fetch from that remote first, if the instance has to be made.")
    private @Nullable String fetch;

    @Option(names = "--submodules", description = "Fill the directories of submodules, if the instance has to be made.")
    private boolean submodules;

    @Mixin
    private SessionStart start = new SessionStart();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunVerb(Context context) {
        super(context);
    }

    @Override
    int run(Headjack headjack) {
        Words split = Words.split(words, spec.commandLine().getParseResult().originalArgs());
        if (split.before().size() > 1) {
            throw usage("more than one prompt: " + split.before() + "; put quotes around it");
        }
        if (agent == null && !split.before().isEmpty()) {
            agent = agentOrDefault(null)
                    .orElseThrow(() -> usage("a prompt needs an agent: add --agent, or set default.agent"));
        }
        Instance instance = request(headjack, RuntimeFlags.parse(split.after())).ensure();
        console().line("Instance " + instance.id() + " ready for branch " + branch);
        if (agent == null && !start.isDetached() && !console().isInteractive()) {
            return ExitCode.DONE;
        }
        return start.start(
                session(instance.sessions(), split.before()),
                () -> agent == null || headjack.agents().get(agent).autoAttach(),
                console(),
                handover());
    }

    private InstanceRequest request(Headjack headjack, Map<String, List<String>> flags) {
        InstanceRequest request = here(headjack).branch(branch);
        if (agent != null) {
            request = request.agent(agent);
        }
        if (image != null) {
            request = request.image(image);
        }
        if (from != null) {
            request = request.from(from);
        }
        if (fetch != null) {
            request = request.fetch(fetch);
        }
        if (submodules) {
            request = request.submodules();
        }
        for (Map.Entry<String, List<String>> flag : flags.entrySet()) {
            request = request.flag(flag.getKey(), flag.getValue());
        }
        return request;
    }

    private SessionRequest session(InstanceSessions sessions, List<String> prompt) {
        if (agent == null) {
            return sessions.shell();
        }
        SessionRequest request = sessions.agent(agent);
        return prompt.isEmpty() ? request : request.prompt(console().text(prompt.get(0)));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
