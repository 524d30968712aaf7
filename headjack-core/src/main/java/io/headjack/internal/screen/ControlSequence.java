package io.headjack.internal.screen;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sequence that starts with {@code ESC [}.
 *
 * @param prefix what makes it private, or empty
 * @param parameters numbers with separators
 * @param kind what it asks for: the last letter, after those that go with it
 */
record ControlSequence(String prefix, String parameters, String kind) {
    private static final Pattern FORM = Pattern.compile("([<=>?]?)([0-9;:]*)([ -/]*[@-~])");

    /**
     * Moving, erasing, inserting, scrolling, colours. Missing on purpose is what makes a terminal answer (c, n, x), print
     * (i), move or name its window (t), and change how its keyboard speaks (u with a prefix).
     */
    private static final Set<String> PLAIN = Set.of(
            "@", "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "P", "S", "T", "X", "Z", "`", "a",
            "b", "d", "e", "f", "g", "m", "r", "s", "u", " q", "!p");

    private static final Set<String> PRIVATE = Set.of("J", "K");

    /** Keys of the cursor, wrapping, the cursor's looks, other screens, mouse, focus, paste, drawing in one go. */
    private static final Set<Integer> PRIVATE_MODES =
            Set.of(1, 5, 6, 7, 12, 25, 47, 69, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1047, 1048, 1049, 2004, 2026);

    private static final Set<Integer> MODES = Set.of(4, 34);

    /** Reads what stands after {@code ESC [}. */
    static Optional<ControlSequence> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(new ControlSequence(matcher.group(1), matcher.group(2), matcher.group(3)))
                : Optional.empty();
    }

    /** Whether a terminal does nothing with it but show something, or speak as a mouse or keyboard does in all programs. */
    boolean isHarmless() {
        return switch (prefix) {
            case "" ->
                setsModes()
                        ? MODES.containsAll(numbers())
                        // With more numbers it makes old terminals track the mouse, and wait for answers.
                        : PLAIN.contains(kind)
                                && (!kind.equals("T") || numbers().size() <= 1);
            case "?" -> setsModes() ? PRIVATE_MODES.containsAll(numbers()) : PRIVATE.contains(kind);
            default -> false;
        };
    }

    /** Whether it switches private modes. */
    boolean setsPrivateModes() {
        return prefix.equals("?") && setsModes();
    }

    /** Whether it erases on the screen all but what is protected, which nothing is. */
    boolean isPrivateErasing() {
        return prefix.equals("?") && PRIVATE.contains(kind);
    }

    boolean setsModes() {
        return kind.equals("h") || kind.equals("l");
    }

    /** The numbers; one that is missing or absurd is -1. */
    List<Integer> numbers() {
        return Arrays.stream(parameters.split("[;:]"))
                .map(word -> word.matches("\\d{1,6}") ? Integer.parseInt(word) : -1)
                .toList();
    }
}
