package io.headjack;

import java.util.List;
import java.util.Optional;

/**
 * What a removal did.
 *
 * @param id the instance that is gone
 * @param branchDeleted whether its branch is gone too; only one that Headjack made and that holds nothing is
 * @param salvage the ref that holds discarded work for 30 days, if there was any; where the worktree was gone before, what the
 *     names of such refs begin with
 * @param notSalvaged what the salvage does not hold: files that were too large for it, relative to the worktree, and what is
 *     kept elsewhere, with the place
 */
public record Removed(InstanceId id, boolean branchDeleted, Optional<String> salvage, List<String> notSalvaged) {
    /**
     * Copies the list.
     *
     * @param id the instance that is gone
     * @param branchDeleted whether its branch is gone too; only one that Headjack made and that holds nothing is
     * @param salvage the ref that holds discarded work for 30 days, if there was any
     * @param notSalvaged what the salvage does not hold
     */
    public Removed {
        notSalvaged = List.copyOf(notSalvaged);
    }
}
