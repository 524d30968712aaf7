package io.headjack;

import java.util.List;

/**
 * What a collect brought to the host.
 *
 * @param outcome what happened to the host's branch
 * @param head the commit that the instance's branch is at
 * @param commits how many commits the host's branch got, or would have got
 * @param refs the refs under {@code refs/headjack/} that now hold what the instance has
 */
public record Collected(Outcome outcome, String head, int commits, List<String> refs) {
    /** What happened to the host's branch. */
    public enum Outcome {
        /** There was nothing new. */
        UP_TO_DATE,
        /** It was moved forward, and the host's index with it. */
        FAST_FORWARDED,
        /** It was left, as both sides have commits; the refs hold the instance's. */
        DIVERGED,
        /** It was left, as a person has staged changes in the worktree; the refs hold the instance's commits. */
        INDEX_BUSY
    }

    /**
     * Copies the list.
     *
     * @param outcome what happened to the host's branch
     * @param head the commit that the instance's branch is at
     * @param commits how many commits the host's branch got, or would have got
     * @param refs the refs under {@code refs/headjack/} that now hold what the instance has
     */
    public Collected {
        refs = List.copyOf(refs);
    }
}
