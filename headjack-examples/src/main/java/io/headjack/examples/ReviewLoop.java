package io.headjack.examples;

import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import java.nio.file.Path;
import java.time.Duration;

/** One agent writes, a second session checks, and its findings are the next task, until the check passes. */
public final class ReviewLoop {
    private static final int MOST_ROUNDS = 5;

    /** A script in place of a coding agent: it does exactly what it is told, and commits it. */
    private static final String STAND_IN = "echo \"$1\" >>greeting.txt; git add . && git commit -q -m \"Add $1\"";

    /** Names the first word that is missing. */
    private static final String CHECK =
            "for word in hello dear world; do grep -qx \"$word\" greeting.txt || { echo \"$word\"; exit 1; }; done";

    private ReviewLoop() {}

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) {
        try (Headjack headjack =
                Headjack.builder().dataDirectory(Path.of(arguments[1])).open()) {
            Instance instance = headjack.instances()
                    .in(Path.of(arguments[0]))
                    .branch("feat/greeting")
                    .ensure();
            System.out.println("passed after " + rounds(instance, "hello") + " rounds");
            System.out.println(instance.git().collect().commits() + " commits collected");
            instance.remove();
        }
    }

    private static int rounds(Instance instance, String firstTask) {
        String task = firstTask;
        for (int round = 1; round <= MOST_ROUNDS; round++) {
            run(instance, STAND_IN, task);
            Session review = run(instance, CHECK, "");
            if (review.info().exit().map(ExitStatus::isSuccess).orElse(false)) {
                return round;
            }
            task = String.join(" ", review.log().tail(1));
            System.out.println("round " + round + ": the review misses \"" + task.strip() + "\"");
        }
        throw new IllegalStateException("no success within " + MOST_ROUNDS + " rounds");
    }

    private static Session run(Instance instance, String script, String task) {
        Session session = instance.sessions()
                .command("sh", "-c", script, "stand-in", task.strip())
                .start();
        session.awaitExit(Duration.ofMinutes(2));
        return session;
    }
}
