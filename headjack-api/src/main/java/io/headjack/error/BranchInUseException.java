package io.headjack.error;

import java.nio.file.Path;

/**
 * The branch is checked out somewhere else, and git allows one worktree per branch.
 */
public final class BranchInUseException extends ConflictException {
    private static final long serialVersionUID = 1L;

    private final transient Path place;

    /**
     * Makes an exception that names the place.
     *
     * @param message what failed, on what, and what to do about it
     * @param place the worktree that has the branch
     */
    public BranchInUseException(String message, Path place) {
        super(message);
        this.place = place;
    }

    /**
     * Returns the worktree that has the branch.
     *
     * @return an absolute path
     */
    public Path place() {
        return place;
    }
}
