package io.headjack.internal.git;

import java.time.Instant;
import java.util.List;

/**
 * What was saved of work that is thrown away.
 *
 * @param ref the ref that holds it
 * @param notSalvaged what it does not hold, relative to the worktree, with the reason
 */
public record Salvage(String ref, List<String> notSalvaged) {
    /**
     * Copies the list.
     *
     * @param ref the ref that holds it
     * @param notSalvaged what it does not hold, relative to the worktree, with the reason
     */
    public Salvage {
        notSalvaged = List.copyOf(notSalvaged);
    }

    /**
     * Writes a time as the names of salvages, and of what is set aside, end with it.
     *
     * @param time the time
     * @return in UTC, to the second
     */
    public static String stamp(Instant time) {
        return Salvager.STAMP.format(time);
    }
}
