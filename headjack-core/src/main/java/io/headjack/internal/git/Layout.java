package io.headjack.internal.git;

import java.nio.file.Path;

/**
 * Where the parts of a repository are.
 *
 * @param common the real path of its common git directory
 * @param root its main worktree, or itself when it is bare
 * @param bare whether it has no main worktree
 */
record Layout(Path common, Path root, boolean bare) {

    Path objects() {
        return common.resolve("objects");
    }

    Path administrations() {
        return common.resolve("worktrees");
    }
}
