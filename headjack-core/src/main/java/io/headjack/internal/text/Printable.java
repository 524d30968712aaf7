package io.headjack.internal.text;

import java.util.ArrayList;
import java.util.List;

/** Makes text that came out of a repository or container fit for a message. */
public final class Printable {
    private static final int LONGEST_NAME = 300;
    private static final int LONGEST_TEXT = 4_000;

    private Printable() {}

    /** A name on one line. */
    public static String name(String raw) {
        return cut(raw.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?"), LONGEST_NAME);
    }

    /** Text that may have several lines. */
    public static String text(String raw) {
        return cut(raw.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]", "?"), LONGEST_TEXT);
    }

    /** At most so many lines, and how many more there are. */
    public static List<String> limited(List<String> lines, int most) {
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
