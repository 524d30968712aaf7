package io.headjack.internal.benchmarks;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.RepositoryInstances;
import io.headjack.Session;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.testkit.TempRepository;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instances and sessions on a real Docker engine, against the commands of docker, git and tmux. */
final class EngineBenchmark {
    private static final int FILES = 300;
    private static final int LINES = 100;

    private final Sizes sizes;
    private final Path directory;
    private final List<String> notes = new ArrayList<>();

    EngineBenchmark(Sizes sizes, Path directory) {
        this.sizes = sizes;
        this.directory = directory;
    }

    /** What is to be said of the results besides. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    List<Comparison> run() throws Exception {
        List<Comparison> all = new ArrayList<>();
        try (TempRepository repository = TempRepository.create(Files.createDirectory(directory.resolve("project")));
                Headjack headjack = Headjack.builder()
                        .dataDirectory(directory.resolve("data"))
                        .runtime("docker")
                        .open()) {
            Map<String, String> files = new HashMap<>();
            for (int i = 0; i < FILES; i++) {
                files.put("source/" + i % 10 + "/" + i + ".txt", ("line of file " + i + "\n").repeat(40));
            }
            repository.commit("Files", files);
            RepositoryInstances here = headjack.instances().in(repository.directory());
            Instance instance = here.branch("bench/sessions").ensure();
            try {
                all.addAll(sessions(instance));
                all.addAll(new OutputBenchmark(sizes, directory, instance).run());
                all.add(tail(instance));
                all.addAll(cycles(here, repository, instance.info().image()));
                ManyBenchmark many = new ManyBenchmark(sizes, directory);
                all.addAll(many.run(headjack, here));
                notes.add(many.note());
            } finally {
                instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
            all.add(states(headjack));
        }
        return all;
    }

    private String command(String... words) throws Exception {
        return Command.run(directory, List.of(words));
    }

    private List<Comparison> sessions(Instance instance) throws Exception {
        Session session = instance.sessions().command("cat").start();
        String container = instance.info().container();
        command("docker", "exec", container, "tmux", "-L", "bench", "new-session", "-d", "-s", "bench", "cat");
        String target = "≤ 1/40, p50 ≤ 2 ms";
        String plain = "`docker exec … tmux ";
        return List.of(
                Comparison.of(
                        "session list",
                        plain + "list-sessions`",
                        target,
                        sizes.rounds(),
                        () -> instance.sessions().list(),
                        () -> command("docker", "exec", container, "tmux", "-L", "bench", "list-sessions")),
                Comparison.of(
                        "session send",
                        plain + "send-keys`",
                        target,
                        sizes.rounds(),
                        () -> session.send("x"),
                        () -> command("docker", "exec", container, "tmux", "-L", "bench", "send-keys", "-l", "x")),
                Comparison.of(
                        "session screen",
                        plain + "capture-pane`",
                        target,
                        sizes.rounds(),
                        session::screen,
                        () -> command("docker", "exec", container, "tmux", "-L", "bench", "capture-pane", "-p")),
                Comparison.of(
                        "session activity",
                        plain + "capture-pane`",
                        target,
                        sizes.rounds(),
                        session::activity,
                        () -> command("docker", "exec", container, "tmux", "-L", "bench", "capture-pane", "-p")));
    }

    private Comparison tail(Instance instance) throws Exception {
        Session session = instance.sessions().command("true").start();
        session.awaitExit(Duration.ofMinutes(1));
        Path log = session.log().file();
        String line = "a line of a log that has grown for a long time, with some words in it\n";
        try (BufferedWriter out = Files.newBufferedWriter(log)) {
            for (long written = 0; written < (long) sizes.logMegabytes() << 20; written += line.length()) {
                out.write(line);
            }
        }
        return Comparison.of(
                "last " + LINES + " lines of a log of " + sizes.logMegabytes() + " MiB",
                "`tail -n " + LINES + "`",
                "≤ 1.5 plus a constant",
                sizes.rounds(),
                () -> session.log().tail(LINES),
                () -> command("tail", "-n", Integer.toString(LINES), log.toString()));
    }

    private List<Comparison> cycles(RepositoryInstances here, TempRepository repository, String image)
            throws Exception {
        Samples made = new Samples();
        Samples removed = new Samples();
        Samples plainMade = new Samples();
        Samples plainRemoved = new Samples();
        for (int i = 0; i < sizes.cycles(); i++) {
            String branch = "bench/" + i;
            made.time(
                    () -> here.branch(branch).ensure().sessions().command("cat").start());
            Instance instance = here.get(branch);
            PlainInstance plain = new PlainInstance(repository, image, i);
            plainMade.time(plain::make);
            removed.time(() -> {
                instance.stop();
                instance.remove();
            });
            plainRemoved.time(plain::remove);
        }
        return List.of(
                Comparison.of(
                        "branch to session ready, cold",
                        "`git worktree add`, `docker create`, `docker start`, `docker exec … tmux new-session`",
                        "≤ 0.75",
                        made,
                        plainMade),
                Comparison.of(
                        "stop and remove", "`docker rm -f`, `git worktree remove`", "≤ 1.5", removed, plainRemoved));
    }

    /** Containers that were made and never started stand for instances: the engine lists both alike. */
    private Comparison states(Headjack headjack) throws Exception {
        Path worktree = Files.createDirectory(directory.resolve("worktree"));
        CatalogFile catalog = new CatalogFile(directory.resolve("data"), warning -> {});
        String id = catalog.read().id();
        List<InstanceRecord> instances = new ArrayList<>();
        List<String> remove = new ArrayList<>(List.of("docker", "rm", "--force"));
        try {
            for (int i = 0; i < sizes.containers(); i++) {
                InstanceRecord each = CatalogBenchmark.instance(i, worktree);
                instances.add(each);
                remove.add(each.container());
                command(
                        "docker",
                        "create",
                        "--name",
                        each.container(),
                        "--label",
                        "io.headjack.catalog=" + id,
                        "--label",
                        "io.headjack.instance=" + each.id(),
                        "debian:bookworm-slim",
                        "true");
            }
            catalog.update(state -> CatalogBenchmark.filled(state, sizes.containers(), worktree));
            return Comparison.of(
                    "state of " + sizes.containers() + " instances",
                    "`docker ps --all`",
                    "≤ 1.5, one engine call",
                    sizes.rounds(),
                    () -> headjack.instances().list(),
                    () -> command("docker", "ps", "--all"));
        } finally {
            command(remove.toArray(String[]::new));
            instances.forEach(each -> catalog.update(state -> state.without(each.id())));
        }
    }
}
