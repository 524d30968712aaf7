package io.headjack.internal.benchmarks;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import io.headjack.SessionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Many instances in one program, each with a connection of its own and three sessions. */
final class ManyBenchmark {
    private static final int SESSIONS = 3;
    private static final String SOCKET = "/headjack/run/tmux";

    private final Sizes sizes;
    private final Path directory;
    private final List<Session> sessions = new ArrayList<>();
    private String note = "";

    ManyBenchmark(Sizes sizes, Path directory) {
        this.sizes = sizes;
        this.directory = directory;
    }

    List<Comparison> run(Headjack headjack, RepositoryInstances here) throws Exception {
        List<Instance> instances = new ArrayList<>();
        try {
            for (int i = 0; i < sizes.busyInstances(); i++) {
                Instance instance = here.branch("bench/many/" + i).ensure();
                instances.add(instance);
                for (int j = 0; j < SESSIONS; j++) {
                    sessions.add(instance.sessions().command("cat").start());
                }
            }
            return measure(headjack, instances);
        } finally {
            for (Instance each : instances) {
                each.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        }
    }

    /** Says what all of them together take of this program. */
    String note() {
        return note;
    }

    private List<Comparison> measure(Headjack headjack, List<Instance> instances) throws Exception {
        List<String> containers =
                instances.stream().map(each -> each.info().container()).toList();
        String many = instances.size() + " instances × " + SESSIONS + " sessions: ";
        Comparison list = Comparison.of(
                many + "list all",
                "`docker exec … tmux list-sessions` in each",
                "≤ 1/40",
                Math.min(sizes.rounds(), 3),
                () -> check(headjack),
                () -> {
                    for (String container : containers) {
                        command("docker", "exec", container, "tmux", "-S", SOCKET, "list-sessions");
                    }
                });
        String target = "=" + sessions.get(0).id() + ":";
        int[] next = {0};
        Comparison send = Comparison.of(
                many + "send to one after the other",
                "`docker exec … tmux send-keys`",
                "≤ 1/40, p50 ≤ 2 ms",
                sizes.rounds(),
                () -> sessions.get(next[0]++ % sessions.size()).send("x"),
                () -> command(
                        "docker",
                        "exec",
                        containers.get(0),
                        "tmux",
                        "-S",
                        SOCKET,
                        "send-keys",
                        "-t",
                        target,
                        "-l",
                        "x"));
        note = many + resources();
        return List.of(list, send);
    }

    private void check(Headjack headjack) {
        long running = headjack.sessions().list().stream()
                .filter(each -> each.state() == SessionState.RUNNING)
                .count();
        if (running < sessions.size()) {
            throw new IllegalStateException(running + " of " + sessions.size() + " sessions run");
        }
    }

    private static String resources() {
        Runtime machine = Runtime.getRuntime();
        System.gc();
        long heap = (machine.totalMemory() - machine.freeMemory()) >> 20;
        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(each -> each.getName().startsWith("headjack-"))
                .count();
        return String.format(Locale.ROOT, "%d threads of Headjack's, %d MiB of heap in use.", threads, heap);
    }

    private void command(String... words) throws Exception {
        Command.run(directory, List.of(words));
    }
}
