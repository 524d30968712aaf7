package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.error.BranchInUseException;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.os.TreeRemoval;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchPlanTest {
    @TempDir
    Path home;

    @Test
    void plan_newBranch_startsAtHead() {
        Sandbox sandbox = Sandbox.in(home);

        BranchPlan plan = sandbox.repository.plan(new BranchName("feat/a"), null);

        assertThat(plan)
                .isEqualTo(new BranchPlan(
                        new BranchName("feat/a"), sandbox.host("rev-parse", "HEAD"), true, Optional.empty()));
    }

    @Test
    void plan_localBranch_isTakenAsItIs() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("branch", "feat/a");
        sandbox.host("commit", "-q", "--allow-empty", "-m", "second");

        BranchPlan plan = sandbox.repository.plan(new BranchName("feat/a"), null);

        assertThat(plan.createsBranch()).isFalse();
        assertThat(plan.startCommit()).isEqualTo(sandbox.host("rev-parse", "HEAD~1"));
    }

    @Test
    void plan_branchOfOneRemote_isTracked() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("remote", "add", "origin", "https://example.org/x.git");
        sandbox.host("update-ref", "refs/remotes/origin/feat/a", "HEAD");

        BranchPlan plan = sandbox.repository.plan(new BranchName("feat/a"), null);

        assertThat(plan.createsBranch()).isTrue();
        assertThat(plan.tracking()).contains("origin/feat/a");
    }

    @Test
    void plan_branchOfSeveralRemotes_isRefusedWithTheirNames() {
        Sandbox sandbox = Sandbox.in(home);
        for (String remote : new String[] {"origin", "fork"}) {
            sandbox.host("remote", "add", remote, "https://example.org/x.git");
            sandbox.host("update-ref", "refs/remotes/" + remote + "/feat/a", "HEAD");
        }

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat/a"), null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("fork, origin")
                .hasMessageContaining("from(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fork/feat/a", "remotes/fork/feat/a", "refs/remotes/fork/feat/a"})
    void plan_branchOfSeveralRemotesAndFromNamesOne_isTrackedThere(String from) {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("commit", "-q", "--allow-empty", "-m", "second");
        for (String remote : new String[] {"origin", "fork"}) {
            sandbox.host("remote", "add", remote, "https://example.org/x.git");
        }
        sandbox.host("update-ref", "refs/remotes/origin/feat/a", "HEAD");
        sandbox.host("update-ref", "refs/remotes/fork/feat/a", "HEAD~1");

        BranchPlan plan = sandbox.repository.plan(new BranchName("feat/a"), from);

        assertThat(plan.tracking()).contains("fork/feat/a");
        assertThat(plan.startCommit()).isEqualTo(sandbox.host("rev-parse", "HEAD~1"));
    }

    @Test
    void plan_branchOfSeveralRemotesAndFromNamesAnotherRef_startsThere() {
        Sandbox sandbox = Sandbox.in(home);
        for (String remote : new String[] {"origin", "fork"}) {
            sandbox.host("remote", "add", remote, "https://example.org/x.git");
            sandbox.host("update-ref", "refs/remotes/" + remote + "/feat/a", "HEAD");
        }

        assertThat(sandbox.repository.plan(new BranchName("feat/a"), "main").tracking())
                .isEmpty();
    }

    @Test
    void plan_existingBranchAndFrom_takesTheBranch() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("branch", "feat/a");
        sandbox.host("commit", "-q", "--allow-empty", "-m", "second");

        assertThat(sandbox.repository.plan(new BranchName("feat/a"), "main").startCommit())
                .isEqualTo(sandbox.host("rev-parse", "main~1"));
    }

    @Test
    void plan_branchOfMainWorktree_namesThePlace() {
        Sandbox sandbox = Sandbox.in(home);

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("main"), null))
                .isInstanceOfSatisfying(
                        BranchInUseException.class, e -> assertThat(e.place()).isEqualTo(sandbox.repository.root()));
    }

    @Test
    void plan_branchOfLinkedWorktree_namesThePlace() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path place = home.toRealPath().resolve("other place");
        sandbox.host("worktree", "add", "-q", "-b", "feat/a", place.toString());

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat/a"), null))
                .isInstanceOfSatisfying(
                        BranchInUseException.class, e -> assertThat(e.place()).isEqualTo(place));
    }

    @Test
    void plan_branchOfAWorktreeThatIsGone_saysHowToForgetIt() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path place = home.toRealPath().resolve("gone");
        sandbox.host("worktree", "add", "-q", "-b", "feat/a", place.toString());
        TreeRemoval.remove(place);

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat/a"), null))
                .isInstanceOfSatisfying(
                        BranchInUseException.class, e -> assertThat(e.place()).isEqualTo(place))
                .hasMessageContaining("git worktree prune");
        sandbox.host("worktree", "prune");
        assertThat(sandbox.repository.plan(new BranchName("feat/a"), null).createsBranch())
                .isFalse();
    }

    @Test
    void plan_branchOfAnUnfinishedRebase_namesThePlace() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("commit", "-q", "--allow-empty", "-m", "second");
        sandbox.host("checkout", "-q", "-b", "feat/a");
        sandbox.host("-c", "sequence.editor=sed -i s/^pick/edit/", "rebase", "-q", "-i", "--keep-empty", "HEAD~1");

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat/a"), null))
                .isInstanceOfSatisfying(
                        BranchInUseException.class, e -> assertThat(e.place()).isEqualTo(sandbox.repository.root()))
                .hasMessageContaining("held by an unfinished rebase");
    }

    @Test
    void plan_branchThatARebaseWillMove_namesThePlace() {
        Sandbox sandbox = Sandbox.in(home);
        Sandbox.write(
                sandbox.origin.resolve(".git/rebase-merge/update-refs"),
                "refs/heads/feat/a\n" + "1".repeat(40) + "\n" + "0".repeat(40) + "\n");

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat/a"), null))
                .isInstanceOf(BranchInUseException.class)
                .hasMessageContaining("held by an unfinished rebase");
    }

    @Test
    void plan_branchOfAnUnfinishedBisectInALinkedWorktree_namesThePlace() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("commit", "-q", "--allow-empty", "-m", "second");
        sandbox.host("commit", "-q", "--allow-empty", "-m", "third");
        Path place = home.toRealPath().resolve("other");
        sandbox.host("worktree", "add", "-q", "-b", "feat/a", place.toString());
        Sandbox.run(place, "git", "bisect", "start", "HEAD", "HEAD~2");

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat/a"), null))
                .isInstanceOfSatisfying(
                        BranchInUseException.class, e -> assertThat(e.place()).isEqualTo(place))
                .hasMessageContaining("held by an unfinished bisect");
    }

    @Test
    void plan_branchAboveAnother_isConflict() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("branch", "feat/a");
        sandbox.host("pack-refs", "--all");

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("feat"), null))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("beside branch \"feat/a\"");
    }

    @Test
    void plan_branchBelowAnother_isConflict() {
        Sandbox sandbox = Sandbox.in(home);

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("main/x"), null))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("main");
    }
}
