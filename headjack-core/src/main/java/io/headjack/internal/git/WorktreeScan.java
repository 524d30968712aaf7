package io.headjack.internal.git;

import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What git would not tell about a worktree, or could not without running what lies in it.
 *
 * @param nested directories that hold a repository
 * @param large files of more than a mebibyte, with their sizes
 * @param traps files with names that git opens, on which it would hang: special ones, and those that it could not hold
 * @param unreadable directories that cannot be read
 */
record WorktreeScan(List<Path> nested, Map<Path, Long> large, List<Path> traps, List<Path> unreadable)
        implements TreeWalk.Visitor {
    static final long LARGE = 1L << 20;
    private static final long LARGEST_READ = 100L << 20;
    private static final Set<String> OPENED_BY_GIT =
            Set.of(".git", ".gitignore", ".gitattributes", ".gitmodules", "HEAD", "config");

    static WorktreeScan of(Path worktree) {
        WorktreeScan scan =
                new WorktreeScan(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        try {
            TreeWalk.walk(worktree, scan);
        } catch (IOException e) {
            throw new OperationFailedException("cannot read the worktree " + worktree + ": " + e, e);
        }
        return scan;
    }

    @Override
    public void entry(TreeWalk.Entry entry) {
        Path relative = entry.relative();
        boolean hard = entry.isSpecial() || entry.attributes().size() > LARGEST_READ;
        if (hard && OPENED_BY_GIT.contains(relative.getFileName().toString())) {
            traps.add(relative);
        }
        if (entry.attributes().isRegularFile() && entry.attributes().size() > LARGE) {
            large.put(relative, entry.attributes().size());
        }
        noteNested(relative);
    }

    @Override
    public boolean directory(Path relative) {
        noteNested(relative);
        return true;
    }

    private void noteNested(Path relative) {
        Path parent = relative.getParent();
        if (parent != null && relative.getFileName().toString().equals(".git")) {
            nested.add(parent);
        }
    }

    @Override
    public void unreadable(Path relative) {
        unreadable.add(relative);
    }

    /** Whether a path lies in the git directory of a nested repository. */
    boolean isInNestedGit(Path relative) {
        for (Path above = relative; above != null; above = above.getParent()) {
            Path parent = above.getParent();
            if (parent != null && above.endsWith(".git")) {
                return true;
            }
        }
        return false;
    }
}
