package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.BranchInUseException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Knows where branches are checked out, or held by an unfinished rebase or bisect. */
final class CheckedOut {
    private static final List<String> HELD_BY =
            List.of("rebase-merge/head-name", "rebase-apply/head-name", "BISECT_START");

    private final Layout layout;

    CheckedOut(Layout layout) {
        this.layout = layout;
    }

    /** Throws if another place than this administration has the branch. */
    void refuse(BranchName branch, Optional<Path> except) {
        Optional<Path> place = place(branch, except);
        if (place.isPresent()) {
            boolean gone = !Files.exists(place.get(), LinkOption.NOFOLLOW_LINKS);
            throw new BranchInUseException(
                    "branch \"" + branch + "\" is checked out at " + place.get()
                            + (gone
                                    ? ", which does not exist any more; run git worktree prune, or bring it back"
                                    : "; switch that worktree to another branch, or remove it"),
                    place.get());
        }
    }

    Optional<Path> place(BranchName branch, Optional<Path> except) {
        if (!layout.bare() && holds(layout.common(), branch)) {
            return Optional.of(layout.root());
        }
        return Administration.list(layout).stream()
                .filter(one -> except.isEmpty() || !except.get().equals(one.directory()))
                .filter(one -> holds(one.directory(), branch))
                .map(one -> Optional.ofNullable(one.pointer().getParent()).orElse(one.pointer()))
                .findFirst();
    }

    private static boolean holds(Path gitDirectory, BranchName branch) {
        String ref = "refs/heads/" + branch;
        return Administration.head(gitDirectory).equals(Optional.of(ref))
                || HELD_BY.stream()
                        .map(name -> Administration.read(gitDirectory.resolve(name)))
                        .flatMap(Optional::stream)
                        .anyMatch(held -> held.equals(ref) || held.equals(branch.value()));
    }
}
