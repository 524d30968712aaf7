package io.headjack.internal.git;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a repository knows about one of its linked worktrees.
 *
 * @param path where it is, as the repository says
 * @param head the ref that is checked out, or empty when detached
 * @param intact whether its {@code .git} is still the file that git wrote there
 */
public record LinkedWorktree(Path path, Optional<String> head, boolean intact) {
    static LinkedWorktree of(Administration administration) {
        Path pointer = administration.pointer();
        return new LinkedWorktree(
                Optional.ofNullable(pointer.getParent()).orElse(pointer),
                Administration.head(administration.directory()),
                administration.isPointedTo());
    }
}
