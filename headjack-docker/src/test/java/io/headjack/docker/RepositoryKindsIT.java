package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.headjack.Collected;
import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which repositories can have instances, with a private git and with their own; the others are refused untouched. */
@RequiresTool({"docker", "git", "tmux"})
@Timeout(300)
class RepositoryKindsIT {
    @TempDir
    Path data;

    private TempRepository repository;

    @BeforeEach
    void makeRepository() {
        repository = TempRepository.create();
    }

    @AfterEach
    void removeAll() {
        for (String runtime : List.of("docker", "local")) {
            try (Headjack headjack = open(runtime)) {
                headjack.instances().list().stream()
                        .filter(each -> each.runtime().equals(runtime))
                        .forEach(each -> headjack.instances()
                                .get(each.id())
                                .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
            }
        }
        repository.close();
    }

    private Headjack open(String runtime) {
        return Headjack.builder().dataDirectory(data).runtime(runtime).open();
    }

    static Stream<Arguments> kinds() {
        return Arrays.stream(RepositoryKind.values())
                .flatMap(kind -> Stream.of(arguments(kind, "docker"), arguments(kind, "local")));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void create_kindThatWorks_givesCommitsAndLeavesNothing(RepositoryKind kind, String runtime) {
        Path source = kind.make(repository);
        long worktrees = lines(source, "worktree", "list");
        try (Headjack headjack = open(runtime)) {
            Instance instance = headjack.instances().in(source).branch("feat/x").create();
            Path worktree = instance.info().worktree();
            assertThat(worktree.resolve("dir/b.txt")).hasContent("b");

            commitInside(instance, "one.txt");
            Collected collected = instance.git().collect();

            assertThat(collected.outcome()).isIn(Collected.Outcome.FAST_FORWARDED, Collected.Outcome.UP_TO_DATE);
            assertThat(git(source, "show", "feat/x:one.txt")).isEqualTo("one.txt\n");
            assertThat(git(worktree, "status", "--porcelain")).isEmpty();
            git(source, "fsck", "--strict", "--no-dangling");
            instance.remove();
            assertThat(worktree).doesNotExist();
        }
        assertThat(lines(source, "worktree", "list")).isEqualTo(worktrees);
        assertThat(git(source, "for-each-ref", "refs/headjack")).isEmpty();
    }

    @Test
    void collect_hostIsNoLongerShallow_goesOn() {
        Path source = RepositoryKind.SHALLOW.make(repository);
        try (Headjack headjack = open("docker")) {
            Instance instance = headjack.instances().in(source).branch("feat/x").create();
            commitInside(instance, "one.txt");
            instance.git().collect();

            git(source, "fetch", "--quiet", "--unshallow");
            commitInside(instance, "two.txt");

            assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
            assertThat(lines(source, "log", "--format=%s", "feat/x")).isEqualTo(4);
            assertThat(inside(instance, "git fsck --strict --no-dangling && git log --format=%s")
                            .stdout())
                    .contains("two.txt", "one.txt");
            git(source, "fsck", "--strict", "--no-dangling");
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("sha256", "its objects are named by sha256", (Maker) repository -> {
                    Path other = repository.beside("other");
                    repository.git(other, List.of("init", "--quiet", "--object-format=sha256"));
                    repository.git(other, List.of("commit", "--quiet", "--allow-empty", "--message", "x"));
                    return other;
                }),
                arguments("reftable", "ref", (Maker) repository -> {
                    repository.git("config", "core.repositoryFormatVersion", "1");
                    repository.git("config", "extensions.refStorage", "reftable");
                    return repository.directory();
                }),
                arguments("partial clone", "it is a partial clone", (Maker) repository -> {
                    repository.git("config", "uploadpack.allowFilter", "true");
                    return RepositoryKind.cloned(repository, "--filter=blob:none");
                }),
                arguments("alternates", "it borrows objects from another one", (Maker)
                        repository -> RepositoryKind.cloned(repository, "--reference=" + repository.directory())),
                arguments("Git LFS", "(Git LFS)", (Maker) repository -> {
                    repository.commit("LFS", Map.of(".gitattributes", "*.bin filter=lfs -text\n"));
                    return repository.directory();
                }),
                arguments("a filter", "converted by the filter \"own\"", (Maker) repository -> {
                    repository.git("config", "filter.own.smudge", "cat");
                    repository.commit("Filter", Map.of("dir/.gitattributes", "*.bin filter=own\n"));
                    return repository.directory();
                }));
    }

    private interface Maker {
        Path make(TempRepository repository);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void create_kindThatDoesNot_isRefusedBeforeAnythingIsMade(String kind, String reason, Maker maker)
            throws Exception {
        Path source = maker.make(repository);
        Path refs = Files.isDirectory(source.resolve(".git")) ? source.resolve(".git/refs") : source.resolve("refs");
        List<Path> before = tree(refs);
        try (Headjack headjack = open("docker");
                ContainerRuntime engine = Job.engine(data)) {
            assertThatThrownBy(() ->
                            headjack.instances().in(source).branch("feat/x").create())
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining(repository.beside("").toString());

            assertThat(headjack.instances().list()).isEmpty();
            assertThat(Job.remains(engine, headjack.catalog().id())).isEmpty();
        }
        assertThat(tree(refs)).isEqualTo(before);
        assertThat(refs.resolveSibling("worktrees")).doesNotExist();
        for (String directory : List.of("git", "private", "logs", "ops")) {
            assertThat(data.resolve(directory)).isEmptyDirectory();
        }
    }

    private static List<Path> tree(Path directory) throws Exception {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.sorted().toList();
        }
    }

    private static void commitInside(Instance instance, String file) {
        ExecResult result = inside(
                instance,
                "test -z \"$(git status --porcelain)\" && echo " + file + " > " + file + " && git add " + file
                        + " && git commit -qm " + file + " && git fsck --strict --no-dangling"
                        + " && test -z \"$(git status --porcelain)\"");
        assertThat(result.exit().code()).as(result.stdout() + result.stderr()).isZero();
    }

    private static ExecResult inside(Instance instance, String script) {
        return instance.exec("sh", "-c", script).run();
    }

    private String git(Path where, String... arguments) {
        return repository.git(where, List.of(arguments));
    }

    private long lines(Path where, String... arguments) {
        return git(where, arguments).lines().count();
    }
}
