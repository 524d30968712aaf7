package io.headjack;

import java.util.List;

/**
 * The state of a worktree as git inside the instance sees it.
 *
 * @param branch what is checked out there: a branch, or {@code HEAD} when detached
 * @param head the commit that is checked out
 * @param changes files that differ from it
 */
public record WorktreeStatus(String branch, String head, List<FileChange> changes) {
    /**
     * Copies the list.
     *
     * @param branch what is checked out there: a branch, or {@code HEAD} when detached
     * @param head the commit that is checked out
     * @param changes files that differ from it
     */
    public WorktreeStatus {
        changes = List.copyOf(changes);
    }

    /**
     * Tells whether everything is committed.
     *
     * @return true if no file differs
     */
    public boolean isClean() {
        return changes.isEmpty();
    }
}
