package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.BranchInUseException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Knows where branches are checked out, or held by an unfinished rebase or bisect. */
final class CheckedOut {
    /** Files in which git notes the branches that it will come back to, and the work that it does so for. */
    private static final List<Map.Entry<String, String>> HELD_BY = List.of(
            Map.entry("rebase-merge/head-name", "rebase"),
            Map.entry("rebase-apply/head-name", "rebase"),
            Map.entry("rebase-merge/update-refs", "rebase"),
            Map.entry("BISECT_START", "bisect"));

    private final Layout layout;

    CheckedOut(Layout layout) {
        this.layout = layout;
    }

    /** Throws if another place than this administration has the branch. */
    void refuse(BranchName branch, Optional<Path> except) {
        Optional<Holder> found = holder(branch, except);
        if (found.isEmpty()) {
            return;
        }
        Path place = found.get().place();
        String work = found.get().work();
        String message;
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            message = "is checked out at " + place
                    + ", which does not exist any more; run git worktree prune, or bring it back";
        } else if (work != null) {
            message = "is held by an unfinished " + work + " at " + place + "; finish or abort that";
        } else {
            message = "is checked out at " + place + "; switch that worktree to another branch, or remove it";
        }
        throw new BranchInUseException("branch \"" + branch + "\" " + message, place);
    }

    Optional<Path> place(BranchName branch, Optional<Path> except) {
        return holder(branch, except).map(Holder::place);
    }

    private Optional<Holder> holder(BranchName branch, Optional<Path> except) {
        if (!layout.bare()) {
            Optional<Holder> main = holder(layout.common(), layout.root(), branch);
            if (main.isPresent()) {
                return main;
            }
        }
        return Administration.list(layout).stream()
                .filter(one -> except.isEmpty() || !except.get().equals(one.directory()))
                .flatMap(one -> holder(one.directory(), one.worktree(), branch).stream())
                .findFirst();
    }

    private static Optional<Holder> holder(Path gitDirectory, Path place, BranchName branch) {
        String ref = "refs/heads/" + branch;
        if (Administration.head(gitDirectory).equals(Optional.of(ref))) {
            return Optional.of(new Holder(place, null));
        }
        return HELD_BY.stream()
                .filter(each -> Administration.read(gitDirectory.resolve(each.getKey())).stream()
                        .flatMap(String::lines)
                        .anyMatch(held -> held.equals(ref) || held.equals(branch.value())))
                .map(each -> new Holder(place, each.getValue()))
                .findFirst();
    }

    /**
     * Who has a branch.
     *
     * @param place the worktree
     * @param work the unfinished work that will come back to the branch, or null if it is checked out
     */
    private record Holder(Path place, @Nullable String work) {}
}
