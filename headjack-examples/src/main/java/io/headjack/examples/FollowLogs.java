package io.headjack.examples;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.LogSubscription;
import io.headjack.Session;
import java.nio.file.Path;
import java.time.Duration;

/** Two sessions of one instance, their logs followed live and side by side, and read again after the end. */
public final class FollowLogs {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String COUNT = "for i in 1 2 3; do echo \"step $i\"; sleep 0.2; done; echo over";

    private FollowLogs() {}

    /** Takes a git repository, and a directory for what Headjack keeps. */
    public static void main(String[] arguments) {
        try (Headjack headjack =
                Headjack.builder().dataDirectory(Path.of(arguments[1])).open()) {
            Instance instance = headjack.instances()
                    .in(Path.of(arguments[0]))
                    .branch("try/logs")
                    .ensure();
            Session left = count(instance, "left");
            Session right = count(instance, "right");

            // Lines come on a thread of Headjack's own, from the first one on, however late the subscription is.
            try (LogSubscription first = left.log().follow(line -> say("left   | " + line));
                    LogSubscription second = right.log().follow(line -> say("right  | " + line))) {
                first.awaitEnd(LONG);
                second.awaitEnd(LONG);
            }

            // The log stays when the session has ended: the last lines cost the same however long it is.
            left.log().tail(1).forEach(line -> say("left ended with \"" + line + "\""));
            say("right printed " + right.log().size() + " bytes");
            instance.remove();
        }
    }

    private static Session count(Instance instance, String name) {
        return instance.sessions().command("sh", "-c", COUNT).name(name).start();
    }

    /** What comes out of an instance is printed without control characters: it may want to speak to the terminal. */
    private static void say(String text) {
        System.out.println(text.replaceAll("\\p{Cc}", ""));
    }
}
