package io.headjack;

/**
 * A file that differs from the last commit.
 *
 * @param kind how
 * @param path relative to the worktree, with forward slashes; may hold anything that a file name can
 */
public record FileChange(Kind kind, String path) {
    /** How a file differs. */
    public enum Kind {
        /** New, and known to the index. */
        ADDED,
        /** Other content, mode or type. */
        MODIFIED,
        /** Gone. */
        DELETED,
        /** Under another name. */
        RENAMED,
        /** In conflict. */
        CONFLICTED,
        /** New, and not known to the index. */
        UNTRACKED
    }
}
