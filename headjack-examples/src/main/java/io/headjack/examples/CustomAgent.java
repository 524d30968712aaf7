package io.headjack.examples;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.HeadlessMode;
import io.headjack.spi.SpiVersion;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An agent of one's own. The file {@code META-INF/services/io.headjack.spi.AgentProvider} names this class, and with it
 * on the class path the agent is chosen by its id like any other. This one is a shell script without any model.
 */
public final class CustomAgent implements AgentProvider {
    private static final String SCRIPT = "echo \"$STAND_IN_SIGN I was told: $*\" | tee -a told.txt;"
            + " git add told.txt && git commit -q -m \"Note what I was told\"";

    /** For {@link java.util.ServiceLoader}. */
    public CustomAgent() {}

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    @Override
    public AgentProfile profile() {
        return AgentProfile.of("stand-in", List.of("sh", "-c", SCRIPT, "stand-in"))
                .promptArguments(List.of("--task"))
                .headless(new HeadlessMode(List.of(), List.of("--task"), "", "", "", ""))
                .environment(Map.of("STAND_IN_SIGN", "(a script, no model)"));
    }

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) {
        try (Headjack headjack =
                Headjack.builder().dataDirectory(Path.of(arguments[1])).open()) {
            Instance instance = headjack.instances()
                    .in(Path.of(arguments[0]))
                    .branch("try/agent")
                    .ensure();
            Session session = instance.sessions()
                    .agent("stand-in")
                    .prompt("say what this is")
                    .start();
            session.awaitExit(Duration.ofMinutes(2));
            session.log().tail(1).forEach(line -> System.out.println(line.strip()));
            System.out.println(instance.git().collect().outcome());
            instance.remove();
        }
    }
}
