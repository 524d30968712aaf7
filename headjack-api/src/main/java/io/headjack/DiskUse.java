package io.headjack;

/**
 * How much of the disk an instance takes, in bytes. What lies in its container and in its home volume is not known here.
 *
 * @param worktree the files of its worktree
 * @param privateGit the git directory that it works with inside; 0 without isolation
 * @param logs the logs of its sessions
 */
public record DiskUse(long worktree, long privateGit, long logs) {
    /**
     * Adds up.
     *
     * @return all of it
     */
    public long total() {
        return worktree + privateGit + logs;
    }
}
