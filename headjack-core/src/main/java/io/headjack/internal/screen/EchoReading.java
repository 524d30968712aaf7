package io.headjack.internal.screen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * Looks for typed text in what is printed, line after line of it. Only what leaves ink counts: programs wrap, indent, frame
 * and colour what they show, each in its own way. Needs no more memory than the text does. Not thread-safe.
 */
public final class EchoReading {
    private final List<byte[]> lines;
    private final Ink ink = new Ink();
    private int line;
    private int matched;
    private int[] borders;

    /**
     * Begins to look.
     *
     * @param text what was typed
     */
    public EchoReading(String text) {
        this.lines = text.lines()
                .map(each -> Ink.of(each.getBytes(UTF_8)))
                .filter(each -> each.length > 0)
                .toList();
        this.borders = lines.isEmpty() ? new int[0] : borders(lines.get(0));
    }

    /** Whether there is anything in it that could be seen. */
    public boolean canBeSeen() {
        return !lines.isEmpty();
    }

    /** Whether all of it was seen. */
    public boolean isSeen() {
        return line == lines.size();
    }

    /** Takes what was printed next. */
    public void accept(byte[] printed, int length) {
        for (int i = 0; i < length && !isSeen(); i++) {
            ink.accept(printed[i], this::match);
        }
    }

    /** One step of the search of Knuth, Morris and Pratt. */
    private void match(byte next) {
        if (isSeen()) {
            return;
        }
        byte[] wanted = lines.get(line);
        while (matched > 0 && wanted[matched] != next) {
            matched = borders[matched - 1];
        }
        if (wanted[matched] == next) {
            matched++;
        }
        if (matched == wanted.length) {
            line++;
            matched = 0;
            borders = isSeen() ? new int[0] : borders(lines.get(line));
        }
    }

    /** For each beginning of a word, how long the longest of its own beginnings is that it also ends with. */
    private static int[] borders(byte[] word) {
        int[] borders = new int[word.length];
        int length = 0;
        for (int i = 1; i < word.length; i++) {
            while (length > 0 && word[i] != word[length]) {
                length = borders[length - 1];
            }
            if (word[i] == word[length]) {
                length++;
            }
            borders[i] = length;
        }
        return borders;
    }
}
