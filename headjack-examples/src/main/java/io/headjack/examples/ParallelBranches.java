package io.headjack.examples;

import io.headjack.Collected;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Five branches at once, each with an agent of its own; what they did is gathered when all have ended. */
public final class ParallelBranches {
    private static final List<String> PARTS = List.of("parser", "printer", "reader", "writer", "index");

    /** A script in place of a coding agent: its task is its first argument. */
    private static final String STAND_IN =
            "echo \"notes on the $1\" >\"$1.txt\" && git add . && git commit -q -m \"Describe the $1\"";

    private ParallelBranches() {}

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARTS.size());
        try (Headjack headjack =
                Headjack.builder().dataDirectory(Path.of(arguments[1])).open()) {
            RepositoryInstances here = headjack.instances().in(Path.of(arguments[0]));
            List<Callable<String>> jobs =
                    PARTS.stream().map(part -> job(here, part)).toList();
            for (Future<String> result : threads.invokeAll(jobs)) {
                System.out.println(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Calls block, and every handle may be used from any thread: one thread for each branch is all it takes. */
    private static Callable<String> job(RepositoryInstances here, String part) {
        return () -> {
            Instance instance = here.branch("docs/" + part).ensure();
            Session agent = instance.sessions()
                    .command("sh", "-c", STAND_IN, "stand-in", part)
                    .start();
            ExitStatus exit = agent.awaitExit(Duration.ofMinutes(5));
            Collected collected = instance.git().collect();
            instance.remove();
            return "docs/" + part + ": exit code " + exit + ", " + collected.commits() + " commit";
        };
    }
}
