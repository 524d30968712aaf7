package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.Collected;
import io.headjack.Collected.Outcome;
import io.headjack.Progress;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectTest {
    private static final BranchName BRANCH = new BranchName("feat/a");
    private static final String OWN = "refs/headjack/" + Sandbox.ID + "/";

    @TempDir
    Path home;

    private Sandbox sandbox;
    private Path worktree;
    private String start;

    @BeforeEach
    void makeInstance() {
        sandbox = Sandbox.in(home);
        worktree = sandbox.instance("feat/a");
        start = sandbox.host("rev-parse", "main");
    }

    private Collected collect() {
        return sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, sandbox.inside(worktree), progress -> {});
    }

    private String hostStatus() {
        return Sandbox.run(worktree, "git", "status", "--porcelain");
    }

    @Test
    void collect_nothingNew_isUpToDate() {
        Collected collected = collect();

        assertThat(collected.outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(collected.head()).isEqualTo(start);
        assertThat(collected.commits()).isZero();
    }

    @Test
    void collect_newCommits_movesBranchAndIndex() {
        sandbox.agentCommit(worktree, "a.txt", "a\n");
        String head = sandbox.agentCommit(worktree, "b.txt", "b\n");

        Collected collected = collect();

        assertThat(collected)
                .isEqualTo(new Collected(Outcome.FAST_FORWARDED, head, 2, List.of(OWN + "head", OWN + "heads/feat/a")));
        assertThat(sandbox.host("rev-parse", "feat/a")).isEqualTo(head);
        assertThat(hostStatus()).isEmpty();
        sandbox.host("fsck", "--strict", "--connectivity-only");
        assertThat(collect().outcome()).isEqualTo(Outcome.UP_TO_DATE);
    }

    @Test
    void collect_newObjects_tellsHowManyHaveArrived() {
        sandbox.agentCommit(worktree, "a.txt", "a\n");
        List<Progress> told = new CopyOnWriteArrayList<>();

        sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, sandbox.inside(worktree), told::add);

        assertThat(told)
                .contains(new Progress("collect feat/a", "3 of 3 objects received", 3, 3))
                .allMatch(each -> each.done() <= each.total());
    }

    @Test
    void collect_uncommittedChanges_stayInTheWorktree() {
        sandbox.agentCommit(worktree, "a.txt", "a\n");
        Sandbox.write(worktree.resolve("file.txt"), "changed\n");

        collect();

        assertThat(hostStatus()).isEqualTo("M file.txt");
    }

    @Test
    void collect_hostBranchMoved_isDivergedAndOverwritesNothing() {
        String head = sandbox.agentCommit(worktree, "a.txt", "a\n");
        String tree = sandbox.host("rev-parse", "main^{tree}");
        String other = sandbox.host("commit-tree", tree, "-p", start, "-m", "on the host");
        sandbox.host("update-ref", "refs/heads/feat/a", other);

        Collected collected = collect();

        assertThat(collected.outcome()).isEqualTo(Outcome.DIVERGED);
        assertThat(collected.commits()).isEqualTo(1);
        assertThat(sandbox.host("rev-parse", "feat/a")).isEqualTo(other);
        assertThat(sandbox.host("rev-parse", OWN + "heads/feat/a")).isEqualTo(head);
        assertThat(sandbox.repository.work(Sandbox.ID, BRANCH, worktree, SubmoduleWork.NONE))
                .containsExactly("branch feat/a of the instance: 1 commit that no branch of the host has");
    }

    @Test
    void collect_humanStagedSomething_leavesBranchAndIndex() {
        Sandbox.write(worktree.resolve("staged.txt"), "x\n");
        Sandbox.run(worktree, "git", "add", "staged.txt");
        String head = sandbox.agentCommit(worktree, "a.txt", "a\n");

        Collected collected = collect();

        assertThat(collected.outcome()).isEqualTo(Outcome.INDEX_BUSY);
        assertThat(sandbox.host("rev-parse", "feat/a")).isEqualTo(start);
        assertThat(sandbox.host("rev-parse", OWN + "heads/feat/a")).isEqualTo(head);
        assertThat(hostStatus()).contains("A  staged.txt");
    }

    @Test
    void collect_diedBetweenBranchAndIndex_isFinishedByTheNext() {
        dieBetweenBranchAndIndex();

        Collected collected = collect();

        assertThat(collected.outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(hostStatus()).isEmpty();
        assertThat(sandbox.host("for-each-ref", OWN + "moving")).isEmpty();
    }

    @Test
    void collect_gitOfADeadProcessStillMovesTheIndex_isFinishedByTheOneAfter() {
        dieBetweenBranchAndIndex();
        Path lock = Path.of(Sandbox.run(worktree, "git", "rev-parse", "--git-path", "index.lock")
                .strip());
        Sandbox.write(lock, "");
        collect();
        assertThat(lock.toFile().delete()).isTrue();

        collect();

        assertThat(hostStatus()).isEmpty();
        assertThat(sandbox.host("for-each-ref", OWN + "moving")).isEmpty();
    }

    @Test
    void collect_privateBranchesTagsAndStashes_areKeptUnderTheInstance() {
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip");
        String wip = sandbox.agentCommit(worktree, "wip.txt", "w\n");
        sandbox.agent(worktree, "tag", "-m", "text", "v1");
        sandbox.agent(worktree, "checkout", "-q", "feat/a");
        for (String content : new String[] {"one", "two"}) {
            Sandbox.write(worktree.resolve("file.txt"), "stash " + content + "\n");
            sandbox.agent(worktree, "stash", "-q");
        }

        Collected collected = collect();

        String older = sandbox.agent(worktree, "rev-parse", "stash@{1}");
        assertThat(collected.refs())
                .containsExactlyInAnyOrder(
                        OWN + "head",
                        OWN + "heads/feat/a",
                        OWN + "heads/wip",
                        OWN + "stash",
                        OWN + "stashes/" + older,
                        OWN + "tags/v1");
        assertThat(sandbox.host("rev-parse", OWN + "heads/wip")).isEqualTo(wip);
        assertThat(sandbox.host("show", OWN + "stash:file.txt")).isEqualTo("stash two");
        assertThat(sandbox.host("show", older + ":file.txt")).isEqualTo("stash one");
    }

    @Test
    void collect_branchBecomesDirectory_bothAreKept() {
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip");
        String first = sandbox.agentCommit(worktree, "1.txt", "1\n");
        collect();
        sandbox.agent(worktree, "checkout", "-q", "feat/a");
        sandbox.agent(worktree, "branch", "-qD", "wip");
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip/more");
        sandbox.agentCommit(worktree, "2.txt", "2\n");

        Collected collected = collect();

        assertThat(collected.refs()).contains(OWN + "heads/wip/more").doesNotContain(OWN + "heads/wip");
        assertThat(sandbox.host("rev-parse", OWN + "kept/" + first)).isEqualTo(first);
    }

    @Test
    void collect_detachedHead_isKept() {
        sandbox.agent(worktree, "checkout", "-q", "--detach");
        String head = sandbox.agentCommit(worktree, "a.txt", "a\n");

        Collected collected = collect();

        assertThat(collected.outcome()).isEqualTo(Outcome.UP_TO_DATE);
        assertThat(sandbox.host("rev-parse", OWN + "head")).isEqualTo(head);
        assertThat(sandbox.repository.work(Sandbox.ID, BRANCH, worktree, SubmoduleWork.NONE))
                .containsExactly("HEAD: 1 commit that no branch of the host has");
    }

    @Test
    void collect_hostileTree_isRefusedAndLeavesNothing() {
        String blob = Sandbox.feed(
                worktree, "#!/bin/sh\n", "git", "--git-dir=" + sandbox.privateGit, "hash-object", "-w", "--stdin");
        String hooks = mktree("100755 blob " + blob + "\tpost-checkout\n");
        String evil = mktree("040000 tree " + hooks + "\t.git\n");
        String commit = sandbox.agent(worktree, "commit-tree", evil, "-p", start, "-m", "evil");
        sandbox.agent(worktree, "update-ref", "refs/heads/feat/a", commit);

        assertThatThrownBy(this::collect)
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("hasDotgit");

        assertUnchanged(commit);
    }

    private String mktree(String entries) {
        return Sandbox.feed(worktree, entries, "git", "--git-dir=" + sandbox.privateGit, "mktree");
    }

    private void assertUnchanged(String commit) {
        assertThat(sandbox.host("rev-parse", "feat/a")).isEqualTo(start);
        assertThat(sandbox.host("for-each-ref", OWN + "heads")).isEmpty();
        Path objects = sandbox.origin.resolve(".git/objects");
        assertThat(objects.resolve("pack").toFile().list()).isNullOrEmpty();
        assertThat(objects.toFile().list()).noneMatch(name -> name.startsWith("tmp_objdir"));
        assertThat(objects.resolve(commit.substring(0, 2)).resolve(commit.substring(2)))
                .doesNotExist();
    }

    @Test
    void collect_newGitlink_isRefused() {
        Path nested = worktree.resolve("nested");
        Sandbox.init(nested);
        Sandbox.run(nested, "git", "commit", "-q", "--allow-empty", "-m", "x");
        sandbox.agent(worktree, "add", "nested");
        sandbox.agent(worktree, "commit", "-qm", "gitlink");

        assertThatThrownBy(this::collect)
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("nested");

        assertUnchanged(sandbox.agent(worktree, "rev-parse", "HEAD"));
    }

    @Test
    void collect_missingObject_isRefused() {
        String tree = mktree("100644 blob " + sandbox.host("rev-parse", "main:file.txt") + "\tx\n");
        String commit = sandbox.agent(worktree, "commit-tree", tree, "-p", start, "-m", "x");
        sandbox.agent(worktree, "update-ref", "refs/heads/feat/a", commit);
        AgentSide dropsTheTree = changing(
                "pack-objects",
                "printf '%s\\n' " + commit + " | git --git-dir=" + sandbox.privateGit + " pack-objects --stdout -q");

        assertThatThrownBy(() -> sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, dropsTheTree, progress -> {}))
                .isInstanceOf(UnsupportedException.class);

        assertUnchanged(commit);
    }

    @Test
    void collect_truncatedStream_isRefused() {
        String commit = sandbox.agentCommit(worktree, "a.txt", "a\n".repeat(10_000));
        AgentSide truncating = changing(
                "pack-objects",
                "git --git-dir=" + sandbox.privateGit + " pack-objects --revs --stdout -q | head -c 100");

        assertThatThrownBy(() -> sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, truncating, progress -> {}))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("early EOF");

        assertUnchanged(commit);
    }

    @Test
    void collect_hostileRefNames_areRefused() {
        for (String name : new String[] {
            "refs/heads/../../../heads/main",
            "refs/heads/a\u001b[2J",
            "refs/heads/" + "x".repeat(300),
            "../HEAD",
            "refs/heads/a b",
            "refs/heads/x.lock"
        }) {
            AgentSide lying = changing("show-ref", "printf '%s %s\\n' " + start + " '" + name + "'");

            assertThatThrownBy(() -> sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, lying, progress -> {}))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageNotContaining("\u001b");
        }
    }

    @Test
    void collect_tooManyRefs_isRefused() {
        AgentSide many = changing(
                "show-ref", "i=0; while [ $i -lt 10001 ]; do echo " + start + " refs/heads/b$i; i=$((i+1)); done");

        assertThatThrownBy(() -> sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, many, progress -> {}))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("10000");
    }

    @Test
    void collect_privateGitDestroyed_failsAndDropsNothing() throws Exception {
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip");
        sandbox.agentCommit(worktree, "a.txt", "a\n");
        collect();
        Files.delete(sandbox.privateGit.resolve("HEAD"));

        assertThatThrownBy(this::collect).isInstanceOf(OperationFailedException.class);

        assertThat(sandbox.host("for-each-ref", OWN + "heads/wip")).isNotEmpty();
    }

    @Test
    void collect_agentRepacked_isTaken() {
        String head = sandbox.agentCommit(worktree, "a.txt", "a\n");
        sandbox.agent(worktree, "gc", "-q", "--prune=now");

        assertThat(collect().outcome()).isEqualTo(Outcome.FAST_FORWARDED);
        assertThat(sandbox.host("rev-parse", "feat/a")).isEqualTo(head);
    }

    @Test
    void collectDirect_anything_isUpToDate() {
        assertThat(sandbox.repository.collectDirect(Sandbox.ID, BRANCH, worktree))
                .isEqualTo(new Collected(Outcome.UP_TO_DATE, start, 0, List.of()));
    }

    /** An inside where one git command is replaced, as an agent could. */
    private AgentSide changing(String gitCommand, String script) {
        AgentSide honest = sandbox.inside(worktree);
        return (command, environment) -> command.contains(gitCommand)
                ? honest.start(List.of("sh", "-c", script), environment)
                : honest.start(command, Map.copyOf(environment));
    }

    private void dieBetweenBranchAndIndex() {
        String head = sandbox.agentCommit(worktree, "a.txt", "a\n");
        collect();
        String next = sandbox.agentCommit(worktree, "b.txt", "b\n");
        sandbox.host("fetch", "-q", sandbox.privateGit.toString(), "feat/a");
        sandbox.host("update-ref", "refs/heads/feat/a", next);
        sandbox.host("update-ref", OWN + "moving", head);
    }
}
