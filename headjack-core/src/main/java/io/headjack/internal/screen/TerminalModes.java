package io.headjack.internal.screen;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Which modes of a terminal are not as a person's shell expects them, and how to get them back. */
final class TerminalModes {
    /** Wrapping at the margin, and a cursor that can be seen. */
    private static final Set<Integer> ON_BY_DEFAULT = Set.of(7, 25);

    /** Other screens come last: what stands before them is then undone where it was done. */
    private static final Set<Integer> SCREENS = Set.of(47, 1047, 1049);

    /** Colours, characters, margins and keypad as usual. */
    private static final String USUAL = "\u001b[m\u001b(B\u000f\u001b[4l\u001b[r\u001b>";

    private final Set<Integer> changed = new TreeSet<>(
            Comparator.<Integer, Boolean>comparing(SCREENS::contains).thenComparing(Comparator.naturalOrder()));

    void follow(ControlSequence sequence) {
        if (!sequence.setsPrivateModes()) {
            return;
        }
        boolean on = sequence.kind().equals("h");
        for (int mode : sequence.numbers()) {
            if (on == ON_BY_DEFAULT.contains(mode)) {
                changed.remove(mode);
            } else {
                changed.add(mode);
            }
        }
    }

    /** What to write to get them back; nothing if they are. */
    byte[] restoration() {
        if (changed.isEmpty()) {
            return new byte[0];
        }
        StringBuilder text = new StringBuilder(USUAL);
        for (int mode : changed) {
            text.append("\u001b[?").append(mode).append(ON_BY_DEFAULT.contains(mode) ? 'h' : 'l');
        }
        changed.clear();
        return text.toString().getBytes(US_ASCII);
    }
}
