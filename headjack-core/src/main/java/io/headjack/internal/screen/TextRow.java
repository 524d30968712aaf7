package io.headjack.internal.screen;

import org.jspecify.annotations.Nullable;

/**
 * One row of a terminal as text, with a cursor. It has no right margin: a line stays whole however long it is, up to a
 * limit, behind which it says that it was cut. Columns count as on a terminal, where some characters take two of them and
 * some none.
 */
final class TextRow {
    /** The longest text of a row. */
    static final int LONGEST = 32 * 1024;
    /** What a row that was longer ends with. */
    static final String CUT = " [cut: the line is longer]";

    private static final int MOST_MARKS = 8;

    private final StringBuilder text = new StringBuilder();
    /** Where the cursor is in the text, and in which column that is. */
    private int index;

    private int column;
    /** How many columns the cursor is behind the end of the text. */
    private int beyond;

    private boolean cut;
    private boolean used;
    private boolean changed;
    private @Nullable String handed;

    int column() {
        return column + beyond;
    }

    /** Whether anything was ever written in it, or it was left for the next one. */
    boolean isUsed() {
        return used;
    }

    void use() {
        used = true;
    }

    String text() {
        return (cut ? text + CUT : text.toString()).stripTrailing();
    }

    /** Returns its text unless that was handed over already. */
    @Nullable
    String handOver() {
        String now = text();
        if (now.equals(handed)) {
            return null;
        }
        handed = now;
        return now;
    }

    /** Tells whether it has changed since this was asked last. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    void put(int codePoint, int width) {
        used = true;
        changed = true;
        if (width == 0) {
            if (index > 0 && beyond == 0 && hasRoom() && marksBefore() < MOST_MARKS) {
                String mark = Character.toString(codePoint);
                text.insert(index, mark);
                index += mark.length();
            }
            return;
        }
        fill();
        if (index == text.length()) {
            if (!hasRoom()) {
                cut = true;
                return;
            }
            text.appendCodePoint(codePoint);
        } else {
            overwrite(codePoint, width);
        }
        index += Character.charCount(codePoint);
        column += width;
    }

    private void overwrite(int codePoint, int width) {
        int end = index;
        int freed = 0;
        while (freed < width && end < text.length()) {
            freed += CharacterWidth.of(text.codePointAt(end));
            end = next(end);
        }
        if (end == index + 1 && freed == width && Character.isBmpCodePoint(codePoint)) {
            text.setCharAt(index, (char) codePoint);
        } else {
            text.replace(index, end, Character.toString(codePoint) + " ".repeat(Math.max(0, freed - width)));
        }
    }

    /** Moves the cursor to a column; what is between it and the end of the text is filled when something is put there. */
    void moveTo(int wanted) {
        if (wanted < column && wanted < column - wanted) {
            index = 0;
            column = 0;
        }
        beyond = 0;
        while (column > wanted) {
            index = previous(index);
            column -= CharacterWidth.of(text.codePointAt(index));
        }
        while (column < wanted && index < text.length()) {
            int width = CharacterWidth.of(text.codePointAt(index));
            if (column + width > wanted) {
                return;
            }
            column += width;
            index = next(index);
        }
        beyond = Math.max(0, wanted - column);
    }

    void eraseRight() {
        changed = true;
        text.setLength(index);
        cut = false;
    }

    void eraseLeft() {
        changed = true;
        int end = index < text.length() ? next(index) : index;
        int blanks = column + (index < text.length() ? CharacterWidth.of(text.codePointAt(index)) : 0);
        text.replace(0, end, " ".repeat(blanks));
        index = column;
    }

    void eraseAll() {
        changed = true;
        text.setLength(0);
        cut = false;
        beyond += column;
        index = 0;
        column = 0;
    }

    /** Begins anew, as one that was never written in. */
    void blank() {
        eraseAll();
        used = false;
    }

    /** Blanks characters from the cursor on. */
    void erase(int count) {
        changed = true;
        int end = index;
        int blanks = 0;
        while (blanks < count && end < text.length()) {
            blanks += CharacterWidth.of(text.codePointAt(end));
            end = next(end);
        }
        text.replace(index, end, " ".repeat(blanks));
    }

    void delete(int count) {
        changed = true;
        int end = index;
        for (int i = 0; i < count && end < text.length(); i++) {
            end = next(end);
        }
        text.delete(index, end);
    }

    void insertBlanks(int count) {
        changed = true;
        if (index < text.length() && hasRoom()) {
            text.insert(index, " ".repeat(count));
        }
    }

    private boolean hasRoom() {
        return text.length() < LONGEST;
    }

    private void fill() {
        if (beyond > 0) {
            int blanks = Math.min(beyond, Math.max(0, LONGEST - text.length()));
            text.append(" ".repeat(blanks));
            index = text.length();
            column += blanks;
            beyond = 0;
        }
    }

    /** How many are drawn onto the character before the cursor. */
    private int marksBefore() {
        int marks = 0;
        for (int at = index; at > 0 && CharacterWidth.of(text.codePointBefore(at)) == 0; marks++) {
            at -= Character.charCount(text.codePointBefore(at));
        }
        return marks;
    }

    /** Where the next character begins, behind what is drawn onto this one. */
    private int next(int from) {
        int next = from + Character.charCount(text.codePointAt(from));
        while (next < text.length() && CharacterWidth.of(text.codePointAt(next)) == 0) {
            next += Character.charCount(text.codePointAt(next));
        }
        return next;
    }

    private int previous(int from) {
        int previous = from;
        do {
            previous -= Character.charCount(text.codePointBefore(previous));
        } while (previous > 0 && CharacterWidth.of(text.codePointAt(previous)) == 0);
        return previous;
    }
}
