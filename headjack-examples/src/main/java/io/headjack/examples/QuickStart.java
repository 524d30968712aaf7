package io.headjack.examples;

import io.headjack.Collected;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.LogSubscription;
import io.headjack.Progress;
import io.headjack.RuntimeChoice;
import io.headjack.Session;
import io.headjack.error.NoUsableRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The main job in one sitting: a branch, an instance for it, an agent at work in it, its commit on the host. */
public final class QuickStart {
    private static final String BRANCH = "feat/hello";

    private QuickStart() {}

    /**
     * Runs it.
     *
     * @param arguments the directory that everything is kept in
     * @throws IOException if that directory cannot be used
     * @throws InterruptedException if git is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        Path repository = home.resolve("demo");
        System.out.println("Everything is kept in " + home);
        makeRepository(repository);
        try (Headjack headjack = open(home.resolve("data"))) {
            Instance instance =
                    headjack.instances().in(repository).branch(BRANCH).ensure();
            System.out.println("Instance " + instance.id() + " ready for branch " + BRANCH);

            // A stand-in for a coding agent: it gets its task as the last argument. A real one is .agent("claude").prompt(…).
            Session session = instance.sessions()
                    .command("sh", "-c", agentScript(), "agent", "Say hello in hello.txt")
                    .start();
            System.out.println("Session " + session.info().name() + ", its log live:");
            ExitStatus exit;
            try (LogSubscription log = session.log().follow(line -> System.out.println("  | " + printable(line)))) {
                exit = session.awaitExit(Duration.ofMinutes(2));
                log.awaitEnd(Duration.ofSeconds(10));
            }

            Collected collected = instance.git().collect();
            System.out.println("The agent ended with " + exit + "; collect: " + collected.outcome() + ", " + BRANCH
                    + " of the host is at " + collected.head());
            git(repository, "log", "--oneline", "-3", BRANCH);
            headjack.instances().in(repository).list().forEach(one -> System.out.println(
                    "Instance of " + one.branch() + ": " + one.state() + ", its files in " + one.worktree()));
            if (!exit.isSuccess()) {
                throw new IllegalStateException("the agent failed with exit code " + exit + "; its log is above");
            }
        }
    }

    /** Opens Headjack with a runtime that isolates; only where there is none, and saying so, with the one that does not. */
    private static Headjack open(Path data) {
        HeadjackBuilder builder = Headjack.builder().dataDirectory(data).listener(new HeadjackListener() {
            @Override
            public void progress(Progress progress) {
                System.out.println("  … " + progress.task() + " " + progress.detail());
            }
        });
        Headjack headjack = builder.open();
        try {
            RuntimeChoice choice = headjack.runtime();
            System.out.println("Runtime " + choice.id() + " " + choice.version() + ": " + choice.reason());
            return headjack;
        } catch (NoUsableRuntimeException e) {
            headjack.close();
            e.candidates().forEach(candidate -> System.out.println("Not usable: " + candidate));
            System.out.println("Runtime local: NOTHING IS ISOLATED, the agent runs on this host as you.");
            return builder.runtime("local").open();
        }
    }

    private static void makeRepository(Path repository) throws IOException, InterruptedException {
        if (Files.exists(repository.resolve(".git"))) {
            return;
        }
        Files.createDirectories(repository);
        git(repository, "init", "-q");
        git(repository, "config", "user.name", "Quick Start");
        git(repository, "config", "user.email", "quickstart@localhost");
        git(repository, "commit", "-q", "--allow-empty", "-m", "First commit");
    }

    private static void git(Path repository, String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git", "-C", repository.toString(), "--no-pager"));
        command.addAll(List.of(words));
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("git " + words[0] + " failed with exit code " + exit);
        }
    }

    private static String agentScript() throws IOException {
        try (InputStream in = QuickStart.class.getResourceAsStream("quickstart-agent.sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", "");
    }
}
