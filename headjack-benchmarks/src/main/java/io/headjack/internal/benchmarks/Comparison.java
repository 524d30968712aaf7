package io.headjack.internal.benchmarks;

import java.util.Locale;

/**
 * An operation and the plain way to the same end, timed in turns, so that both see the machine in the same moods.
 *
 * @param name what was done
 * @param against the plain way
 * @param target what the ratio or the time should be at most, in words; empty where there is no target
 * @param milliseconds the operation's median
 * @param plainMilliseconds the plain way's median
 */
record Comparison(String name, String against, String target, double milliseconds, double plainMilliseconds) {
    /** How many of one kind are done before the other has its turn. */
    static final int BLOCK = 10;

    static Comparison of(String name, String against, String target, int rounds, Action ours, Action plain)
            throws Exception {
        Samples mine = new Samples();
        Samples theirs = new Samples();
        ours.run();
        plain.run();
        // An engine still tidies up after one of its commands when the next call comes: the first of a block sees that.
        for (int done = 0; done < rounds; done += BLOCK) {
            int block = Math.min(BLOCK, rounds - done);
            mine.time(ours, block);
            theirs.time(plain, block);
        }
        return of(name, against, target, mine, theirs);
    }

    static Comparison of(String name, String against, String target, Samples ours, Samples plain) {
        return new Comparison(name, against, target, ours.median(), plain.median());
    }

    double ratio() {
        return milliseconds / plainMilliseconds;
    }

    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %s | **%s** | %s |",
                name,
                against,
                number(milliseconds),
                number(plainMilliseconds),
                number(ratio()),
                target.isEmpty() ? "–" : target);
    }

    /** Three digits that mean something, however small. */
    private static String number(double value) {
        int digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : value >= 0.1 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
