package io.headjack.internal.benchmarks;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each pair of small operations runs
 * @param cycles how often an instance is made and removed
 * @param catalogs the numbers of instances in the catalogs, ascending
 * @param containers the number of instances whose state is asked
 * @param busyInstances the number of instances with three sessions each
 * @param logMegabytes the size of the log whose end is read
 * @param burstMegabytes how much a session prints at once
 * @param files the number of files in a large worktree
 * @param commits the number of commits that are brought over at once
 */
record Sizes(
        int rounds,
        int cycles,
        List<Integer> catalogs,
        int containers,
        int busyInstances,
        int logMegabytes,
        int burstMegabytes,
        int files,
        int commits) {
    static final Sizes FULL = new Sizes(100, 8, List.of(10, 100, 1000), 100, 100, 1024, 50, 20_000, 1_000);
    static final Sizes QUICK = new Sizes(20, 2, List.of(10, 100, 1000), 10, 5, 16, 10, 20_000, 1_000);
    /** To see that all of it works. */
    static final Sizes TINY = new Sizes(2, 1, List.of(2, 4), 2, 1, 1, 1, 50, 10);
}
