package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Collected;
import io.headjack.Drift;
import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.error.NotFoundException;
import io.headjack.error.UnsupportedException;
import io.headjack.error.WorkWouldBeLostException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The content of submodules, one of them within another, from the first program to the removal. */
@RequiresTool({"docker", "git", "tmux"})
@Timeout(300)
class SubmodulesIT {
    @TempDir
    Path directory;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private Path data;
    private TempRepository repository;
    private Headjack headjack;

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        repository = TempRepository.create();
        repository.commit("First", Map.of("file.txt", "one\n"));
        Path deep = other("deep");
        Path sub = other("sub");
        add(sub, deep, "parts/deep");
        add(repository.directory(), sub, "libs/sub");
        git(
                repository.directory(),
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "update",
                "--init",
                "--recursive");
        headjack = open("docker");
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    private Headjack open(String runtime) {
        return Headjack.builder()
                .dataDirectory(data)
                .runtime(runtime)
                .listener(new HeadjackListener() {
                    @Override
                    public void warning(String message) {
                        warnings.add(message);
                    }
                })
                .open();
    }

    private Path other(String name) throws IOException {
        Path made = repository.beside(name);
        git(made, "init", "--quiet");
        Files.writeString(made.resolve(name + ".txt"), name + "\n");
        git(made, "add", ".");
        git(made, "commit", "--quiet", "--message", name);
        return made;
    }

    private void add(Path to, Path what, String path) {
        git(to, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", what.toString(), path);
        git(to, "commit", "--quiet", "--message", "Add " + path);
    }

    private String git(Path where, String... arguments) {
        return repository.git(where, List.of(arguments));
    }

    private InstanceRequest request() {
        return headjack.instances().in(repository.directory()).branch("feat/x").submodules();
    }

    private static String inside(Instance instance, String script) {
        ExecResult result = instance.exec("sh", "-ec", script).run();
        assertThat(result.exit().code()).as(script + ": " + result.stderr()).isZero();
        assertThat(result.stderr()).as(script).doesNotContain("warning", "fatal", "error", "dubious", "hint");
        return result.stdout().strip();
    }

    private void works(Instance instance) {
        assertThat(inside(instance, "git status --porcelain")).isEmpty();
        assertThat(inside(instance, "git submodule status --recursive").lines())
                .hasSize(2)
                .noneMatch(line -> line.startsWith("-") || line.startsWith("+"));
        assertThat(inside(instance, "git submodule foreach --quiet --recursive git log -1 --format=%s")
                        .lines())
                .containsExactly("Add parts/deep", "deep");
        assertThat(inside(instance, "git submodule foreach --quiet --recursive git status --porcelain"))
                .isEmpty();
        assertThat(inside(instance, "cat libs/sub/parts/deep/deep.txt libs/sub/sub.txt"))
                .isEqualTo("deep\nsub");
        inside(instance, "git submodule --quiet update --init --recursive");
        assertThat(inside(instance, "git diff")).isEmpty();
    }

    private static void commitInside(Instance instance) {
        inside(
                instance,
                "cd libs/sub; echo more > more.txt; git add .; git commit -qm Inside; git fsck --strict; cd ../..;"
                        + " test \"$(git status --porcelain)\" = ' M libs/sub'; git commit -qam Move");
    }

    @Test
    void create_rootOfTheImage_fillsThemAndLeavesNothing() throws Exception {
        Instance instance = request().create();
        Path worktree = instance.info().worktree();

        works(instance);
        Path git = Path.of(Files.readString(worktree.resolve("libs/sub/.git"))
                .substring("gitdir: ".length())
                .strip());
        assertThat(git).isAbsolute().doesNotExist();
        assertThat(git(worktree, "status", "--porcelain")).isEmpty();
        assertThat(instance.git().status().isClean()).isTrue();

        instance.remove();

        assertThat(worktree).doesNotExist();
        assertThat(git(repository.directory(), "for-each-ref", "refs/headjack")).isEmpty();
        assertThat(git(repository.directory(), "status", "--porcelain")).isEmpty();
    }

    @Test
    void create_ordinaryUserOfTheImage_fillsThemForThatUser() throws Exception {
        Path file = Files.writeString(
                Files.createDirectory(directory.resolve("image")).resolve("Dockerfile"), """
                FROM debian:bookworm-slim
                RUN apt-get update && apt-get install -y --no-install-recommends git tmux && rm -rf /var/lib/apt/lists/*
                RUN useradd --create-home --uid 1000 dev
                USER dev
                """);
        Instance instance = request().dockerfile(file).create();

        assertThat(inside(instance, "id -u")).isEqualTo("1000");
        works(instance);
        commitInside(instance);
    }

    @Test
    void filled_restartedMadeAgainAndRepaired_goOn() throws Exception {
        Instance instance = request().create();
        Drifts drifts = new Drifts(headjack, data);
        commitInside(instance);
        inside(instance, "git -C libs/sub reset -q --hard HEAD~1; git reset -q HEAD~1");

        instance.restart();
        works(instance);
        assertThat(drifts.scan()).isEmpty();
        instance.stop();
        drifts.docker("rm", "-f", instance.info().container());
        request().ensure();
        works(instance);
        assertThat(drifts.scan()).isEmpty();

        drifts.docker("stop", "-t", "0", instance.info().container());
        delete(instance.info().worktree());
        drifts.repairOnly(Drift.WORKTREE_MISSING);
        request().ensure();
        works(instance);

        inside(instance, "rm -r /headjack/git/HEAD");
        drifts.repairOnly(Drift.PRIVATE_GIT_DAMAGED);
        request().ensure();
        works(instance);
        instance.remove();
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void collect_gitlinkMovedToACommitOfTheInside_warnsAndRemoveRefusesAndKeeps() {
        Instance instance = request().create();
        commitInside(instance);
        inside(instance, "echo x > libs/sub/parts/deep/new.txt");
        String commit = inside(instance, "git -C libs/sub rev-parse HEAD");

        Collected collected = instance.git().collect();

        assertThat(collected.outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(git(repository.directory(), "rev-parse", "feat/x:libs/sub")).contains(commit);
        assertThat(warnings).anyMatch(each -> each.contains("feat/x") && each.contains("libs/sub at " + commit));
        assertThatThrownBy(instance::remove)
                .isInstanceOfSatisfying(
                        WorkWouldBeLostException.class,
                        refused -> assertThat(refused.work())
                                .containsExactlyInAnyOrder(
                                        "submodule libs/sub: HEAD is at " + commit + ", which the host does not have",
                                        "submodule libs/sub/parts/deep: untracked: new.txt"));

        Removed removed = instance.remove(RemoveOption.DISCARD_WORK, RemoveOption.STOP_SESSIONS);

        assertThat(git(
                        repository.directory(),
                        "ls-tree",
                        "-r",
                        "--name-only",
                        removed.salvage().orElseThrow()))
                .contains("libs/sub/more.txt", "libs/sub/parts/deep/new.txt");
        assertThat(removed.notSalvaged()).singleElement().asString().contains("commits of submodule libs/sub");
        String line = removed.notSalvaged().get(0);
        String kept = line.substring(line.indexOf('/', line.indexOf("kept in")), line.length() - 1);
        // Where its configuration says that its files are, there is nothing on the host.
        git(Path.of(kept), "--git-dir=" + kept, "--work-tree=" + kept, "cat-file", "-e", commit);
    }

    @Test
    void collect_submoduleThatTheHostGotMeanwhile_warnsNoMore() {
        Instance instance = request().create();
        commitInside(instance);
        inside(instance, "git -C libs/sub bundle create -q /workspace/sub.bundle HEAD");
        Path bundle = instance.info().worktree().resolve("sub.bundle");
        git(repository.directory().resolve("libs/sub"), "fetch", "--quiet", bundle.toString(), "HEAD");
        inside(instance, "rm sub.bundle");

        instance.git().collect();

        assertThat(warnings).isEmpty();
        instance.remove();
    }

    @Test
    void create_hostLacksOne_isRefusedBeforeAnythingIsMade() throws Exception {
        delete(repository.gitDirectory().resolve("modules/libs/sub/modules"));

        refused(headjack, NotFoundException.class, "libs/sub/parts/deep at ");
    }

    @Test
    void create_runtimeWithoutContainers_isRefusedBeforeAnythingIsMade() {
        try (Headjack local = open("local")) {
            refused(local, UnsupportedException.class, "without submodules()");
        }
    }

    private void refused(Headjack with, Class<? extends RuntimeException> kind, String words) {
        try (ContainerRuntime engine = Job.engine(data)) {
            assertThatThrownBy(() -> with.instances()
                            .in(repository.directory())
                            .branch("feat/x")
                            .submodules()
                            .create())
                    .isInstanceOf(kind)
                    .hasMessageContaining(words);
            assertThat(Job.remains(engine, with.catalog().id())).isEmpty();
        }
        assertThat(with.instances().list()).isEmpty();
        assertThat(repository.gitDirectory().resolve("worktrees")).doesNotExist();
        assertThat(git(repository.directory(), "for-each-ref", "refs/headjack", "refs/heads/feat"))
                .isEmpty();
        assertThat(data.resolve("private")).isEmptyDirectory();
    }
}
