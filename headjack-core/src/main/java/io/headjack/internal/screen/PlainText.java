package io.headjack.internal.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes readable text of what a program sent to a terminal: lines as they looked when they were finished, without escape
 * sequences or any other control. What was overwritten or erased, such as the states of a progress bar, is left out, and
 * so is what was drawn on the alternate screen, unless that is what is shown at the end. Takes constant memory, and time
 * in proportion to what comes. Bytes may be cut anywhere between two calls. Not thread-safe.
 */
public final class PlainText {
    private static final int MOST = 1000;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    /** What the letters from {@code `} on stand for in the set of characters that draws lines. */
    private static final String LINES = "◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·";

    private final TerminalParser parser = new TerminalParser();
    private final Consumer<String> lines;
    private final boolean eager;
    private final Drawing drawing = new Drawing();
    private final TextPage main = new TextPage(this::handOver);
    private TextPage page = main;
    private @Nullable Runnable leftUnentered;
    /** How many lines ago the program went back to an earlier one, as one that may do so again. */
    private int calm = MOST;

    private boolean lineDrawing;
    private boolean shifted;
    private boolean shiftedDrawing;
    private int repeatable = ' ';

    private PlainText(Consumer<String> lines, boolean eager) {
        this.lines = lines;
        this.eager = eager;
    }

    /** Begins a text whose lines are handed over once each, when nothing can change them any more. */
    public static PlainText whole(Consumer<String> lines) {
        return new PlainText(lines, false);
    }

    /**
     * Begins a text whose lines are handed over as soon as they are finished; once more if the program goes back to one
     * and changes it.
     */
    public static PlainText live(Consumer<String> lines) {
        return new PlainText(lines, true);
    }

    /** Begins in the middle: what came first was drawn on the alternate screen if that is left without being entered. */
    public PlainText inTheMiddle(Runnable leftUnentered) {
        this.leftUnentered = leftUnentered;
        return this;
    }

    /** Takes bytes. */
    public void accept(byte[] bytes, int offset, int length) {
        parser.accept(bytes, offset, length, drawing);
    }

    /** Hands over what stands above the cursor, although the program may still go back to it. */
    public void rest() {
        if (page == main) {
            main.above().forEach(this::handOver);
        }
    }

    /** Hands over what is left when no more comes. */
    public void end() {
        main.rows().forEach(this::handOver);
        if (page != main) {
            page.rows().forEach(this::handOver);
        }
    }

    /** Returns the rows that have changed since this was asked last, finished or not. */
    public List<String> changes() {
        List<String> changes = new ArrayList<>();
        for (TextRow row : page.rows()) {
            if (row.takeChanged()) {
                changes.add(row.text());
            }
        }
        return changes;
    }

    private void handOver(TextRow row) {
        if (!row.isUsed()) {
            return;
        }
        String text = row.handOver();
        if (text != null) {
            lines.accept(text);
        }
    }

    private void lineFeed() {
        TextRow left = page.current();
        page.lineFeed();
        if (!eager || page != main) {
            return;
        }
        if (calm < page.height()) {
            calm++;
        } else if (calm == page.height()) {
            calm++;
            rest();
        } else {
            handOver(left);
        }
    }

    /** The program goes to where it was before: what is there is not finished. */
    private void back() {
        calm = 0;
    }

    private void switchScreen(boolean alternate) {
        if (alternate && page == main) {
            page = new TextPage(row -> {});
        } else if (!alternate && page != main) {
            page = main;
        } else if (!alternate && leftUnentered != null) {
            leftUnentered.run();
            main.moveTo(0);
            main.toColumn(0);
            main.clear();
        }
        leftUnentered = null;
    }

    /** What a person could scroll back to is kept when the screen is cleared. */
    private void clear() {
        if (page == main) {
            main.rows().forEach(row -> {
                if (!row.text().isEmpty()) {
                    handOver(row);
                }
            });
        }
        page.clear();
    }

    /** Draws on the page. */
    private final class Drawing implements TerminalParser.Parts {
        @Override
        public void character(int codePoint) {
            int shown = (shifted ? shiftedDrawing : lineDrawing) && codePoint >= '`' && codePoint <= '~'
                    ? LINES.charAt(codePoint - '`')
                    : codePoint;
            if (shown < 0x80 || isShown(shown)) {
                page.current().put(shown, CharacterWidth.of(shown));
                repeatable = shown;
            }
        }

        @Override
        public void control(int b) {
            switch (b) {
                case '\n', 0x0b, '\f' -> lineFeed();
                case '\r' -> page.current().moveTo(0);
                case '\b' -> page.moveColumnBy(-1);
                case '\t' -> page.tab();
                case 0x0e -> shifted = true;
                case 0x0f -> shifted = false;
                default -> {}
            }
        }

        @Override
        public void escape(String sequence) {
            switch (sequence) {
                case "7" -> page.save();
                case "8" -> restore();
                case "D", "E" -> lineFeed();
                case "M" -> {
                    back();
                    page.reverseLineFeed();
                }
                case "c" -> {
                    page = main;
                    clear();
                    page.region(0, -1);
                }
                case "(0" -> lineDrawing = true;
                case "(A", "(B" -> lineDrawing = false;
                case ")0" -> shiftedDrawing = true;
                case ")A", ")B" -> shiftedDrawing = false;
                default -> {}
            }
        }

        @Override
        public void sequence(ControlSequence sequence) {
            if (sequence.kind().equals("m")) {
                return;
            }
            if (sequence.setsPrivateModes()) {
                modes(sequence);
            } else if (sequence.prefix().isEmpty() || sequence.isPrivateErasing()) {
                draw(sequence);
            }
        }

        private void modes(ControlSequence sequence) {
            for (int mode : sequence.numbers()) {
                if (mode == 47 || mode == 1047 || mode == 1049) {
                    switchScreen(sequence.kind().equals("h"));
                }
            }
        }

        private void draw(ControlSequence sequence) {
            List<Integer> numbers = sequence.numbers();
            int given = numbers.isEmpty() ? -1 : numbers.get(0);
            int count = Math.max(1, Math.min(MOST, given));
            int rows = Math.min(page.height(), count);
            switch (sequence.kind()) {
                case "A", "F" -> {
                    back();
                    page.moveBy(-count);
                }
                case "B", "e", "E" -> page.moveBy(count);
                case "C", "a" -> page.moveColumnBy(count);
                case "D" -> page.moveColumnBy(-count);
                case "G", "`" -> page.toColumn(count - 1);
                case "d" -> {
                    back();
                    page.moveTo(count - 1);
                }
                case "H", "f" -> {
                    back();
                    page.moveTo(count - 1);
                    page.toColumn(numbers.size() > 1 ? numbers.get(1) - 1 : 0);
                }
                case "J" -> erase(given);
                case "K" -> eraseInLine(given);
                case "L" -> page.insertRows(rows);
                case "M" -> page.deleteRows(rows);
                case "S" -> page.scrollUp(rows);
                case "T" -> page.scrollDown(rows);
                case "@" -> page.current().insertBlanks(count);
                case "P" -> page.current().delete(count);
                case "X" -> page.current().erase(count);
                case "b" -> repeat(count);
                case "r" -> {
                    back();
                    page.region(count - 1, numbers.size() > 1 ? numbers.get(1) - 1 : -1);
                }
                case "s" -> page.save();
                case "u" -> restore();
                default -> {}
            }
            if (sequence.kind().equals("E") || sequence.kind().equals("F")) {
                page.current().moveTo(0);
            }
        }

        private void restore() {
            back();
            page.restore();
        }

        private void erase(int what) {
            switch (what) {
                case 1 -> page.eraseAbove();
                case 2 -> clear();
                case 3 -> {}
                default -> page.eraseBelow();
            }
        }

        private void eraseInLine(int what) {
            switch (what) {
                case 1 -> page.current().eraseLeft();
                case 2 -> page.current().eraseAll();
                default -> page.current().eraseRight();
            }
        }

        private void repeat(int count) {
            int width = CharacterWidth.of(repeatable);
            for (int i = 0; i < count && width > 0; i++) {
                page.current().put(repeatable, width);
            }
        }
    }

    /** Characters that hide, reverse the reading direction or end a line are not shown. */
    private static boolean isShown(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.FORMAT -> codePoint == ZERO_WIDTH_JOINER || codePoint == ZERO_WIDTH_NON_JOINER;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL -> false;
            default -> true;
        };
    }
}
