package io.headjack.internal.git;

import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which files of a worktree git ignores, by the ignore files that lie in it. */
final class IgnoredFiles {
    private final Set<Path> files = new HashSet<>();
    private final boolean all;

    private IgnoredFiles(List<String> paths, boolean all) {
        this.all = all;
        paths.forEach(path -> files.add(Path.of(path)));
    }

    static IgnoredFiles read(GitCall worktree) {
        return new IgnoredFiles(
                worktree.run("ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z")
                        .records(),
                false);
    }

    /** As {@link #read}; where git cannot say, every file counts as ignored. */
    static IgnoredFiles readOrAll(GitCall worktree) {
        try {
            return read(worktree);
        } catch (HeadjackTimeoutException | OperationFailedException e) {
            return all();
        }
    }

    static IgnoredFiles all() {
        return new IgnoredFiles(List.of(), true);
    }

    boolean contains(Path relative) {
        if (all || files.contains(relative)) {
            return true;
        }
        for (Path above = relative.getParent(); above != null; above = above.getParent()) {
            if (files.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
