package io.headjack.internal.benchmarks;

import io.headjack.BranchName;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceId;
import io.headjack.RemoveOption;
import io.headjack.RepositoryInstances;
import io.headjack.internal.git.BranchPlan;
import io.headjack.internal.git.Git;
import io.headjack.internal.git.GitRepository;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What Headjack does around git, against git alone. The first round of each is not counted. */
final class GitBenchmark {
    private static final int DIRECTORIES = 100;
    private static final int FEW = 300;

    /** Says how many nanoseconds the first status of a worktree takes, without what starts the shell. */
    private static final String TIMED_STATUS =
            "begin=$(date +%s%N); git status --porcelain > /dev/null; end=$(date +%s%N); echo $((end - begin))";

    /** The objects lie loose afterwards, as a thousand times git commit leaves them. */
    private static final List<String> IMPORT =
            List.of("git", "-c", "fastimport.unpackLimit=1000000", "fast-import", "--quiet");

    private final Sizes sizes;
    private final Path directory;

    GitBenchmark(Sizes sizes, Path directory) throws IOException {
        this.sizes = sizes;
        this.directory = Files.createDirectory(directory.resolve("git"));
    }

    List<Comparison> run() throws Exception {
        try (TempRepository large = repository("large", sizes.files());
                TempRepository small = repository("small", FEW);
                Headjack headjack = Headjack.builder()
                        .dataDirectory(directory.resolve("data"))
                        .runtime("docker")
                        .open()) {
            return List.of(
                    worktree(large),
                    status(headjack.instances().in(large.directory()), large),
                    collect(headjack.instances().in(small.directory()), small));
        }
    }

    private TempRepository repository(String name, int count) throws IOException {
        TempRepository repository = TempRepository.create(Files.createDirectory(directory.resolve(name)));
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            files.put("source/" + i % DIRECTORIES + "/" + i + ".txt", ("line of file " + i + "\n").repeat(40));
        }
        repository.commit("Files", files);
        return repository;
    }

    /** The worktree with its private git directory; a container is not made. */
    private Comparison worktree(TempRepository large) throws Exception {
        Path places = Files.createDirectory(directory.resolve("places"));
        GitRepository repository = new Git(places).repository(large.directory());
        Samples ours = new Samples();
        Samples plain = new Samples();
        for (int i = 0; i <= sizes.cycles(); i++) {
            InstanceId id = new InstanceId(String.format("benchmark%03d", i));
            BranchName branch = new BranchName("ours/" + i);
            Path worktree = places.resolve("ours-" + i);
            Path git = places.resolve("private-" + i);
            (i > 0 ? ours : new Samples()).time(() -> {
                BranchPlan plan = repository.plan(branch, null);
                repository.addWorktree(id, plan, worktree);
                repository.checkout(branch, worktree, progress -> {});
                repository.createPrivateGit(id, plan, worktree, git, git.resolveSibling("pointer"));
            });
            repository.removeWorktree(worktree);
            repository.releaseRefs(id);
            String other = places.resolve("plain-" + i).toString();
            String name = "plain/" + i;
            (i > 0 ? plain : new Samples())
                    .time(() -> command(large.directory(), "git", "worktree", "add", "-b", name, other));
            command(large.directory(), "git", "worktree", "remove", "--force", other);
        }
        return Comparison.of(
                "worktree of " + sizes.files() + " files with a private git",
                "`git worktree add`",
                "≤ 1.1",
                ours,
                plain);
    }

    private Comparison status(RepositoryInstances here, TempRepository large) throws Exception {
        Samples inside = new Samples();
        Samples plain = new Samples();
        for (int i = 0; i <= sizes.cycles(); i++) {
            Instance instance = here.branch("status/" + i).create();
            Path worktree = directory.resolve("status-" + i);
            try {
                // As fast as Headjack's: what was written in the index's own second is read again by the first status.
                command(
                        large.directory(),
                        "git",
                        "-c",
                        "checkout.workers=0",
                        "worktree",
                        "add",
                        "-b",
                        "plain-status/" + i,
                        worktree.toString());
                long ours = number(instance.exec("sh", "-c", TIMED_STATUS).run().stdout());
                long theirs = number(command(worktree, "sh", "-c", TIMED_STATUS));
                if (i > 0) {
                    inside.add(ours);
                    plain.add(theirs);
                }
            } finally {
                instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
                command(large.directory(), "git", "worktree", "remove", "--force", worktree.toString());
            }
        }
        return Comparison.of(
                "first `git status` inside, " + sizes.files() + " files",
                "first `git status` in a worktree of the host, made by as many workers",
                "≤ 1.5",
                inside,
                plain);
    }

    private static long number(String printed) {
        return Long.parseLong(printed.strip());
    }

    private Comparison collect(RepositoryInstances here, TempRepository small) throws Exception {
        Path target = directory.resolve("target");
        Path clone = directory.resolve("clone");
        for (Path each : List.of(target, clone)) {
            command(
                    directory,
                    "git",
                    "clone",
                    "--quiet",
                    "--no-local",
                    small.directory().toString(),
                    each.toString());
            command(each, "git", "config", "gc.auto", "0");
        }
        Samples collected = new Samples();
        Samples fetched = new Samples();
        Instance instance = here.branch("bench/collect").create();
        try {
            for (int i = 0; i <= sizes.cycles(); i++) {
                byte[] commits = commits("refs/heads/bench/collect", i);
                instance.exec(IMPORT).stdin(new ByteArrayInputStream(commits)).run();
                Command.feed(clone, IMPORT, commits("refs/heads/fetched", i));
                (i > 0 ? collected : new Samples()).time(() -> instance.git().collect());
                (i > 0 ? fetched : new Samples())
                        .time(() -> command(
                                target, "git", "fetch", "--quiet", clone.toString(), "fetched:refs/heads/fetched"));
            }
        } finally {
            instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        }
        return Comparison.of(
                "collect of " + sizes.commits() + " commits",
                "`git fetch` of as many from a clone",
                "≤ 1.5",
                collected,
                fetched);
    }

    private byte[] commits(String ref, int round) {
        StringBuilder stream = new StringBuilder();
        for (int i = 0; i < sizes.commits(); i++) {
            String text = "round " + round + ", commit " + i + "\n";
            stream.append("commit ").append(ref).append("\ncommitter Bench <bench@localhost> ");
            stream.append(1_700_000_000L + round * 100_000L + i)
                    .append(" +0000\ndata ")
                    .append(text.length());
            stream.append('\n').append(text);
            if (i == 0) {
                stream.append("from ")
                        .append(round == 0 ? "refs/heads/main" : ref)
                        .append("^0\n");
            }
            stream.append("M 100644 inline source/").append(i % DIRECTORIES).append("/changed.txt\ndata ");
            stream.append(text.length()).append('\n').append(text).append('\n');
        }
        return stream.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String command(Path where, String... words) throws Exception {
        return Command.run(where, List.of(words));
    }
}
