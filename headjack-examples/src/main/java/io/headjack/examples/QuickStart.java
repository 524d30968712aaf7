package io.headjack.examples;

import io.headjack.Collected;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.LogSubscription;
import io.headjack.Progress;
import io.headjack.RepositoryInstances;
import io.headjack.RuntimeChoice;
import io.headjack.Session;
import io.headjack.error.NoUsableRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** The main job in one sitting: a branch, an instance for it, an agent at work in it, its commit on the host. */
public final class QuickStart {
    private QuickStart() {}

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) throws IOException {
        try (Headjack headjack = open(Path.of(arguments[1]))) {
            RepositoryInstances here = headjack.instances().in(Path.of(arguments[0]));

            // An instance stays on the runtime that it was made on, so the one without isolation gets its own branch.
            String branch = headjack.runtime().isolated() ? "feat/hello" : "feat/hello-local";

            // Makes the instance, starts it or returns it: the second run finds the one of the first.
            Instance instance = here.branch(branch).ensure();
            say("Instance " + instance.id() + " ready for branch " + branch + " on "
                    + instance.info().runtime());

            // A script stands in for a coding agent. A real one: sessions().agent("claude").prompt("…").start()
            Session session = instance.sessions()
                    .command("sh", "-c", agentScript(), "agent", "Say hello in hello.txt")
                    .start();
            say("Session " + session.info().name() + ", its log live:");
            ExitStatus exit = watch(session);

            // The agent committed inside; this brings its commits to the branch on the host.
            Collected collected = instance.git().collect();
            say("The agent ended with exit code " + exit + "; " + collected.commits() + " new on " + branch + ": "
                    + collected.outcome());
            say("  " + instance.git().commits().get(0).subject() + ", " + collected.head());
            for (InstanceInfo one : here.list()) {
                say(one.branch() + " is " + one.state() + ", its files are in " + one.worktree());
            }
            if (!exit.isSuccess()) {
                throw new IllegalStateException("the agent failed with exit code " + exit + "; its log is above");
            }
        }
    }

    /** Opens Headjack with a runtime that isolates; only where there is none, and saying so, with one that does not. */
    private static Headjack open(Path data) {
        HeadjackBuilder builder = Headjack.builder().dataDirectory(data).listener(new HeadjackListener() {
            @Override
            public void progress(Progress progress) {
                say("  … " + progress.task() + " " + progress.detail());
            }
        });
        Headjack headjack = builder.open();
        try {
            RuntimeChoice choice = headjack.runtime();
            say("Runtime " + choice.id() + " " + choice.version() + ": " + choice.reason());
            return headjack;
        } catch (NoUsableRuntimeException e) {
            headjack.close();
            e.candidates().forEach(candidate -> say("Not usable: " + candidate));
            say("Runtime local: NOTHING IS ISOLATED, the agent runs on this host as you.");
            return builder.runtime("local").open();
        }
    }

    private static ExitStatus watch(Session session) {
        try (LogSubscription lines = session.log().follow(line -> say("  | " + line))) {
            ExitStatus exit = session.awaitExit(Duration.ofMinutes(2));
            lines.awaitEnd(Duration.ofSeconds(10));
            return exit;
        }
    }

    private static String agentScript() throws IOException {
        try (InputStream in = QuickStart.class.getResourceAsStream("quickstart-agent.sh")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What comes out of an instance is printed without control characters: it may want to speak to the terminal. */
    private static void say(String text) {
        System.out.println(text.replaceAll("\\p{Cc}", ""));
    }
}
