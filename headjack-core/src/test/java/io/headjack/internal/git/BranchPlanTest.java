package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.error.BranchInUseException;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(sandbox.repository
                        .plan(new BranchName("feat/a"), "fork/feat/a")
                        .tracking())
                .isEmpty();
    }

    @Test
    void plan_unknownFrom_isNotFound() {
        Sandbox sandbox = Sandbox.in(home);

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("a"), "no-such --ref"))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("no-such --ref");
    }

    @Test
    void plan_noCommits_saysToCommitFirst() {
        Sandbox.init(home.resolve("empty"));
        GitRepository repository = new Git(home).repository(home.resolve("empty"));

        assertThatThrownBy(() -> repository.plan(new BranchName("a"), null))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("commit something first");
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
    void plan_branchBelowAnother_isConflict() {
        Sandbox sandbox = Sandbox.in(home);

        assertThatThrownBy(() -> sandbox.repository.plan(new BranchName("main/x"), null))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("main");
    }
}
