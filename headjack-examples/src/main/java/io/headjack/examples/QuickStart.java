package io.headjack.examples;

import io.headjack.Collected;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.LogSubscription;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** The main job in one sitting: a branch, an instance for it, an agent at work in it, its commit on the host. */
public final class QuickStart {
    private QuickStart() {}

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) throws IOException {
        try (Headjack headjack = LastResort.open(Path.of(arguments[1]), Say::line)) {
            RepositoryInstances here = headjack.instances().in(Path.of(arguments[0]));

            // An instance stays on the runtime that it was made on, so the one without isolation gets its own branch.
            String branch = headjack.runtime().isolated() ? "feat/hello" : "feat/hello-local";

            // Makes the instance, starts it or returns it: the second run finds the one of the first.
            Instance instance = here.branch(branch).ensure();
            Say.line("Instance " + instance.id() + " ready for branch " + branch + " on "
                    + instance.info().runtime());

            // A script stands in for a coding agent. A real one: sessions().agent("claude").prompt("…").start()
            Session session = instance.sessions()
                    .command("sh", "-c", agentScript(), "agent", "Say hello in hello.txt")
                    .start();
            Say.line("Session " + session.info().name() + ", its log live:");
            try (LogSubscription lines = session.log().follow(line -> Say.line("  | " + line))) {
                ExitStatus exit = session.awaitExit(Duration.ofMinutes(2));
                lines.awaitEnd(Duration.ofSeconds(10));
                if (!exit.isSuccess()) {
                    throw new IllegalStateException("the agent failed with exit code " + exit + "; its log is above");
                }
            }

            // The agent committed inside; this brings its commits to the branch on the host.
            Collected collected = instance.git().collect();
            Say.line("The agent has ended; " + collected.commits() + " new on " + branch + ": " + collected.outcome());
            Say.line("  " + instance.git().commits().get(0).subject() + ", " + collected.head());
            here.list().forEach(one -> Say.line(one.branch() + " is " + one.state() + ": " + one.worktree()));
        }
    }

    private static String agentScript() throws IOException {
        try (var script = Objects.requireNonNull(QuickStart.class.getResourceAsStream("quickstart-agent.sh"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
