package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.Collected.Outcome;
import io.headjack.InstanceId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The host's branch and the index of its worktree, which move forward together. */
final class HostBranch {
    /** Names the commit that the index is still at while the branch has moved on. */
    static final String MOVING = "moving";

    private static final List<String> UNFINISHED =
            List.of("index.lock", "MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply");

    private final HostRefs refs;
    private final Worktrees worktrees;

    HostBranch(HostRefs refs, Worktrees worktrees) {
        this.refs = refs;
        this.worktrees = worktrees;
    }

    /** Brings the index forward where a process died between branch and index. */
    void finishInterrupted(InstanceId id, BranchName branch, Path worktree) {
        String ref = HostRefs.own(id) + MOVING;
        Optional<String> before = Optional.ofNullable(refs.list(ref).get(ref));
        if (before.isEmpty()) {
            return;
        }
        if (isReady(branch, worktree, before.get())) {
            rebuildIndex(worktree);
        } else if (isUnfinished(worktrees.administration(worktree).directory())) {
            // Perhaps the very git that brings the index forward: without this ref nobody would look again.
            return;
        }
        refs.update(List.of("delete " + ref));
    }

    Outcome fastForward(InstanceId id, BranchName branch, Path worktree, String from, String to) {
        if (!isReady(branch, worktree, from)) {
            return Outcome.INDEX_BUSY;
        }
        String ref = "refs/heads/" + branch;
        String moving = HostRefs.own(id) + MOVING;
        // Both in one transaction, with the old value: somebody else's commit on the branch is not lost.
        if (!refs.tryUpdate(List.of("update " + ref + " " + to + " " + from, "update " + moving + " " + from))) {
            return Outcome.DIVERGED;
        }
        rebuildIndex(worktree);
        refs.update(List.of("delete " + moving));
        return Outcome.FAST_FORWARDED;
    }

    /** Has the index follow a branch that somebody else moved. */
    void follow(BranchName branch, Path worktree, String from) {
        if (isReady(branch, worktree, from)) {
            rebuildIndex(worktree);
        }
    }

    /** Whether the worktree is on the branch and nobody has staged anything or is in the middle of something. */
    private boolean isReady(BranchName branch, Path worktree, String at) {
        Path administration = worktrees.administration(worktree).directory();
        if (!Administration.head(administration).equals(Optional.of("refs/heads/" + branch))
                || isUnfinished(administration)) {
            return false;
        }
        GitCall call = worktrees.intact(worktree);
        String[] command = {"diff-index", "--cached", "--quiet", "--no-ext-diff", "--ignore-submodules=all", at, "--"};
        GitResult result = call.attempt(command);
        if (result.exitCode() > 1) {
            throw call.failure(result, command);
        }
        return result.succeeded();
    }

    private static boolean isUnfinished(Path administration) {
        return UNFINISHED.stream().anyMatch(name -> Files.exists(administration.resolve(name)));
    }

    private void rebuildIndex(Path worktree) {
        worktrees.intact(worktree).run("reset", "--quiet", "--mixed", "--no-recurse-submodules");
        worktrees.skipGitlinks(worktree);
    }
}
