package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.internal.process.ProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every reader of the host's repository answers. */
@ParameterizedClass
@EnumSource(GitReaderContractTest.Subject.class)
class GitReaderContractTest {
    enum Subject {
        NATIVE {
            @Override
            GitReader of(Path common) {
                return new NativeReader(new GitInvoker(new ProcessRunner()).at(common));
            }
        },
        JGIT {
            @Override
            GitReader of(Path common) {
                return new JGitReader(common);
            }
        };

        abstract GitReader of(Path common);
    }

    private static final String NOTHING = "0123456789012345678901234567890123456789";

    @Parameter
    Subject subject;

    @TempDir
    Path home;

    private Sandbox sandbox;
    private GitReader reader;
    private String first;

    @BeforeEach
    void makeRepository() {
        sandbox = Sandbox.in(home);
        reader = subject.of(sandbox.repository.commonDirectory());
        first = sandbox.host("rev-parse", "HEAD");
    }

    private String commit(String message, String... parents) {
        List<String> command = new ArrayList<>(List.of("commit-tree", "HEAD^{tree}", "-m", message));
        for (String parent : parents) {
            command.addAll(List.of("-p", parent));
        }
        return sandbox.host(command.toArray(String[]::new));
    }

    private void ref(String name, String object) {
        sandbox.host("update-ref", name, object);
    }

    @Test
    void refs_looseAndPackedAndSymbolic_areSortedWithTheirObjects() {
        String second = commit("second", first);
        ref("refs/heads/b", second);
        ref("refs/tags/t", first);
        sandbox.host("pack-refs", "--all");
        ref("refs/heads/b", first);
        ref("refs/heads/a/x", second);
        ref("refs/remotes/origin/main", second);
        sandbox.host("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
        sandbox.host("tag", "-m", "text", "annotated", first);
        String tag = sandbox.host("rev-parse", "annotated");

        Map<String, String> refs = reader.refs(List.of());

        assertThat(List.copyOf(refs.entrySet()))
                .containsExactly(
                        Map.entry("refs/heads/a/x", second),
                        Map.entry("refs/heads/b", first),
                        Map.entry("refs/heads/main", first),
                        Map.entry("refs/remotes/origin/HEAD", second),
                        Map.entry("refs/remotes/origin/main", second),
                        Map.entry("refs/tags/annotated", tag),
                        Map.entry("refs/tags/t", first));
    }

    @Test
    void refs_prefixes_endAtASlashOrTheEndOfAName() {
        ref("refs/heads/feat", first);
        ref("refs/heads/feature/x", first);
        ref("refs/tags/feat", first);

        assertThat(reader.refs(List.of("refs/heads/feat"))).containsOnlyKeys("refs/heads/feat");
        assertThat(reader.refs(List.of("refs/heads/feature"))).containsOnlyKeys("refs/heads/feature/x");
        assertThat(reader.refs(List.of("refs/heads/feature/", "refs/tags")))
                .containsOnlyKeys("refs/heads/feature/x", "refs/tags/feat");
        assertThat(reader.refs(List.of("refs/heads/f"))).isEmpty();
    }

    @Test
    void refs_symbolicToNothing_isLeftOut() {
        sandbox.host("symbolic-ref", "refs/heads/dangling", "refs/heads/nowhere");

        assertThat(reader.refs(List.of())).containsOnlyKeys("refs/heads/main");
    }

    @Test
    void refs_namesThatAreNotAscii_areReadAsUtf8() throws Exception {
        Path heads = Files.createDirectories(
                sandbox.repository.commonDirectory().resolve("refs").resolve("heads"));
        Files.copy(heads.resolve("main"), heads.resolve("plain"));
        Files.writeString(sandbox.repository.commonDirectory().resolve("packed-refs"), first + " refs/heads/fähre-船\n");

        assertThat(reader.refs(List.of("refs/heads"))).containsKeys("refs/heads/fähre-船", "refs/heads/plain");
    }

    @Test
    void refs_ofLinkedWorktrees_areNotThere() {
        Path worktree = sandbox.instance("feat/a");
        Sandbox.run(worktree, "git", "update-ref", "refs/worktree/own", first);

        assertThat(reader.refs(List.of())).containsKey("refs/heads/feat/a").doesNotContainKey("refs/worktree/own");
    }

    @Test
    void commit_namesAndIds_areFollowedToACommit() {
        sandbox.host("tag", "-m", "one", "inner", first);
        sandbox.host("tag", "-m", "two", "outer", "inner");
        String tree = sandbox.host("rev-parse", "HEAD^{tree}");
        ref("refs/tags/tree", tree);

        assertThat(reader.commit("HEAD")).contains(first);
        assertThat(reader.commit("refs/heads/main")).contains(first);
        assertThat(reader.commit("refs/tags/outer")).contains(first);
        assertThat(reader.commit(first)).contains(first);
        assertThat(reader.commit(sandbox.host("rev-parse", "outer"))).contains(first);
        assertThat(reader.commit("refs/tags/tree")).isEmpty();
        assertThat(reader.commit(tree)).isEmpty();
        assertThat(reader.commit("refs/heads/none")).isEmpty();
        assertThat(reader.commit(NOTHING)).isEmpty();
    }

    @Test
    void commit_unbornHead_isEmpty() {
        sandbox.host("symbolic-ref", "HEAD", "refs/heads/unborn");

        assertThat(reader.commit("HEAD")).isEmpty();
    }

    @Test
    void commit_detachedHead_isItsCommit() {
        sandbox.host("checkout", "-q", "--detach");

        assertThat(reader.commit("HEAD")).contains(first);
    }

    @Test
    void tree_ofACommit_isItsTree() {
        assertThat(reader.tree(first)).contains(sandbox.host("rev-parse", "HEAD^{tree}"));
        assertThat(reader.tree(NOTHING)).isEmpty();
    }

    @Test
    void message_ofACommit_isWhole() {
        String commit = commit("Title: ü\n\nBody\n", first);

        assertThat(reader.message(commit)).contains("Title: ü\n\nBody");
        assertThat(reader.message(NOTHING)).isEmpty();
    }

    @Test
    void types_objects_areKnownIfTheyExist() {
        sandbox.host("tag", "-m", "text", "tag");
        String tag = sandbox.host("rev-parse", "tag");
        String tree = sandbox.host("rev-parse", "HEAD^{tree}");
        String blob = sandbox.host("rev-parse", "HEAD:file.txt");

        assertThat(reader.types(List.of(first, tag, NOTHING, tree, blob)))
                .isEqualTo(Map.of(first, "commit", tag, "tag", tree, "tree", blob, "blob"));
        assertThat(reader.types(List.of())).isEmpty();
    }

    @Test
    void commits_objects_areFollowedToCommits() {
        sandbox.host("tag", "-m", "one", "inner", first);
        sandbox.host("tag", "-m", "two", "outer", "inner");
        String outer = sandbox.host("rev-parse", "outer");
        String blob = sandbox.host("rev-parse", "HEAD:file.txt");

        assertThat(reader.commits(List.of(outer, blob, first, NOTHING))).isEqualTo(Map.of(outer, first, first, first));
    }

    @Test
    void isAncestor_historyWithAMerge_isFound() {
        String left = commit("left", first);
        String right = commit("right", first);
        String merge = commit("merge", left, right);

        assertThat(reader.isAncestor(first, merge)).isTrue();
        assertThat(reader.isAncestor(right, merge)).isTrue();
        assertThat(reader.isAncestor(merge, merge)).isTrue();
        assertThat(reader.isAncestor(merge, left)).isFalse();
        assertThat(reader.isAncestor(left, right)).isFalse();
    }

    @Test
    void history_severalTips_hasWhatTheOthersHaveNot() {
        String left = commit("left", first);
        String right = commit("right", first);
        String merge = commit("merge", left, right);
        String apart = commit("apart");
        sandbox.host("tag", "-m", "text", "tag", right);
        String tag = sandbox.host("rev-parse", "tag");
        String blob = sandbox.host("rev-parse", "HEAD:file.txt");

        assertThat(reader.history(List.of(merge, apart), List.of(tag, blob)))
                .containsExactlyInAnyOrder(merge, left, apart);
        assertThat(reader.count(List.of(merge, apart), List.of(left))).isEqualTo(3);
        assertThat(reader.history(List.of(left), List.of(merge))).isEmpty();
        assertThat(reader.history(List.of(left), List.of())).isEqualTo(Set.of(left, first));
    }

    @Test
    void newGitlinks_ofAnotherCommit_areThoseThatItAdds() {
        gitlink("old", first);
        String old = sandbox.host("rev-parse", "HEAD");
        gitlink("deep/new", first);
        gitlink("file.txt", first);
        gitlink("old", old);
        String now = sandbox.host("rev-parse", "HEAD");

        assertThat(reader.newGitlinks(old, now)).containsExactlyInAnyOrder("deep/new", "file.txt");
        assertThat(reader.newGitlinks(now, old)).isEmpty();
    }

    private void gitlink(String path, String commit) {
        sandbox.host("rm", "-q", "--cached", "--ignore-unmatch", "--", path);
        sandbox.host("update-index", "--add", "--cacheinfo", "160000," + commit + "," + path);
        sandbox.host("commit", "-qm", "gitlink at " + path);
    }

    @Test
    void refs_movedAMomentAgo_areReadAsTheyAre() {
        String second = commit("second", first);
        for (int i = 0; i < 1_000; i++) {
            String object = i % 2 == 0 ? second : first;
            if (i % 10 == 0) {
                sandbox.host("pack-refs", "--all", "--prune");
            }
            ref("refs/heads/moved", object);

            assertThat(reader.refs(List.of("refs/heads/moved"))).containsEntry("refs/heads/moved", object);
        }
    }

    @Test
    void refs_packedAgainAndAgainMeanwhile_areNeverMissing() throws Exception {
        ExecutorService packer = Executors.newSingleThreadExecutor();
        CountDownLatch read = new CountDownLatch(1);
        try {
            Future<?> packing = packer.submit(() -> {
                while (read.getCount() > 0) {
                    ref("refs/heads/moved", first);
                    ref("refs/heads/moved", first);
                    sandbox.host("pack-refs", "--all", "--prune");
                    String second = commit("second", first);
                    ref("refs/heads/moved", second);
                    ref("refs/heads/other", second);
                }
            });
            ref("refs/heads/moved", first);
            for (int i = 0; i < 300; i++) {
                assertThat(reader.refs(List.of("refs/heads"))).containsKeys("refs/heads/main", "refs/heads/moved");
            }
            read.countDown();
            packing.get();
        } finally {
            packer.shutdownNow();
            assertThat(packer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void objects_repackedBetweenQuestions_areStillThere() {
        String second = commit("second", first);
        ref("refs/heads/main", second);
        for (int i = 0; i < 20; i++) {
            sandbox.host(i % 2 == 0 ? "gc" : "repack", "-q", i % 2 == 0 ? "--prune=now" : "-Ad");

            assertThat(reader.types(List.of(first, second))).hasSize(2);
            assertThat(reader.isAncestor(first, second)).isTrue();
            assertThat(reader.message(second)).contains("second");
            second = commit("second", second);
            ref("refs/heads/main", second);
            assertThat(reader.count(List.of(second), List.of(first))).isEqualTo(i + 2);
            sandbox.host("update-ref", "refs/heads/main", second);
            second = sandbox.host("commit-tree", "HEAD^{tree}", "-m", "second", "-p", second + "~1");
            ref("refs/heads/main", second);
        }
    }
}
