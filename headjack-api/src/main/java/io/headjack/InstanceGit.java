package io.headjack;

import java.util.List;

/**
 * The git side of an instance. Programs in it work with a git directory of their own; what they commit comes to the
 * host's repository by {@link #collect()}. Blocking, thread-safe. Works whether the container runs, is stopped or is
 * gone, as long as the engine answers.
 */
public interface InstanceGit {
    /**
     * Brings the commits made in the instance to the host: into refs under {@code refs/headjack/<id>/}, and onto the
     * branch if that only moves it forward. Nothing on the host is overwritten. Stop and remove collect by themselves.
     *
     * @return what it brought
     * @throws io.headjack.error.UnsupportedException if what the instance holds cannot be taken: too large, broken
     *     objects, or a nested repository that the base did not have
     */
    Collected collect();

    /**
     * Reads which files differ from the last commit.
     *
     * @return the state of the worktree
     */
    WorktreeStatus status();

    /**
     * Lists the commits made since the instance was created, newest first, at most 10 000.
     *
     * @return the commits, collected or not
     */
    List<Commit> commits();

    /**
     * Reads everything that changed since the instance was created, committed or not, new files included.
     *
     * @return a patch in git's format, at most 64 MiB; written by whoever works in the instance
     */
    String diff();
}
