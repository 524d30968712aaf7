package io.headjack.internal.git;

import io.headjack.BranchName;
import java.util.Optional;

/**
 * What has to happen for a branch to have a worktree.
 *
 * @param branch the branch
 * @param startCommit the commit that it is at, or will be made at
 * @param createsBranch whether it has to be made
 * @param tracking the remote branch that it will follow, such as {@code origin/feat/auth}
 */
public record BranchPlan(BranchName branch, String startCommit, boolean createsBranch, Optional<String> tracking) {}
