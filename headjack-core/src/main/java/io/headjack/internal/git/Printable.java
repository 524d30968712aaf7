package io.headjack.internal.git;

import java.util.ArrayList;
import java.util.List;

/** Makes text that came out of a repository or container fit for a message. */
final class Printable {
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_TEXT = 4_000;

    private Printable() {}

    /** A name on one line. */
    static String name(String raw) {
        return cut(raw.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?"), LONGEST_NAME);
    }

    /** Text that may have several lines. */
    static String text(String raw) {
        return cut(raw.replaceAll("[\\p{Cntrl}\\p{Cf}&&[^\n\t]]", "?"), LONGEST_TEXT);
    }

    /** At most so many lines, and how many more there are. */
    static List<String> limited(List<String> lines, int most) {
        if (lines.size() <= most) {
            return List.copyOf(lines);
        }
        List<String> some = new ArrayList<>(lines.subList(0, most));
        some.add("and " + (lines.size() - most) + " more");
        return List.copyOf(some);
    }

    private static String cut(String clean, int most) {
        return clean.length() <= most ? clean : clean.substring(0, most) + "…";
    }
}
