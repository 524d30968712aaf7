package io.headjack.examples;

import io.headjack.AgentInfo;
import io.headjack.Headjack;
import io.headjack.HeadlessResult;
import io.headjack.Instance;
import io.headjack.Permissions;
import io.headjack.RemoveOption;
import io.headjack.SessionRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Five agents on five branches at once; what they answered and what they changed is shown when all have ended. */
public final class FiveAgents {
    private static final List<String> PARTS = List.of("parser", "printer", "reader", "writer", "index");

    private FiveAgents() {}
    /** Takes a git repository, a directory for what Headjack keeps, a configuration file, an agent, and what it shall do. */
    public static void main(String[] arguments) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PARTS.size());
        try (Headjack headjack = Headjack.builder()
                .dataDirectory(Path.of(arguments[1]))
                .configFile(Path.of(arguments[2]))
                .open()) {
            AgentInfo agent = headjack.agents().get(arguments[3]);
            List<Callable<String>> jobs = PARTS.stream()
                    .<Callable<String>>map(part -> () -> work(
                            headjack.instances()
                                    .in(Path.of(arguments[0]))
                                    .branch("docs/" + part)
                                    .agent(agent.id())
                                    .ensure(),
                            agent,
                            arguments[4].replace("PART", part)))
                    .toList();
            for (Future<String> result : threads.invokeAll(jobs)) {
                System.out.println(result.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String work(Instance instance, AgentInfo agent, String task) {
        SessionRequest request = instance.sessions().agent(agent.id()).prompt(task);
        boolean free = agent.permissions().contains(Permissions.ALL);
        HeadlessResult result =
                (free ? request.permissions(Permissions.ALL) : request).headless(Duration.ofMinutes(10));
        String report = instance.info().branch() + ": " + result.text().strip() + "\n"
                + instance.git().diff();
        instance.git().collect();
        instance.remove(RemoveOption.STOP_SESSIONS);
        return report;
    }
}
