package io.headjack.internal.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of a terminal with its cursor. Rows that scroll off at the top are handed over. How high the terminal is nobody
 * knows: it is taken to be as high as a session's is at first, and higher as soon as a row further down is addressed.
 */
final class TextPage {
    private static final int LEAST_ROWS = 50;
    private static final int MOST_ROWS = 200;
    /** No terminal is wider, so nothing is addressed further to the right. */
    private static final int MOST_COLUMNS = 1000;

    private static final int TAB = 8;

    private final List<TextRow> rows = new ArrayList<>();
    private final Consumer<TextRow> scrolledOff;
    private int height = LEAST_ROWS;
    private int row;
    private int top;
    /** The last row that scrolls, or -1 for the last of all. */
    private int bottom = -1;

    private int savedRow;
    private int savedColumn;

    TextPage(Consumer<TextRow> scrolledOff) {
        this.scrolledOff = scrolledOff;
        rows.add(new TextRow());
    }

    TextRow current() {
        return rows.get(row);
    }

    /** The rows from the top to the last that was ever reached. */
    List<TextRow> rows() {
        return rows;
    }

    /** The rows above the cursor. */
    List<TextRow> above() {
        return rows.subList(0, row);
    }

    int height() {
        return height;
    }

    /** To the beginning of the next row. */
    void lineFeed() {
        current().use();
        if (row == last()) {
            scrollUp(1);
        } else if (row < height - 1) {
            go(row + 1);
        }
        current().moveTo(0);
    }

    void reverseLineFeed() {
        if (row == top) {
            scrollDown(1);
        } else {
            moveBy(-1);
        }
    }

    void moveBy(int lines) {
        go(Math.max(0, Math.min(height - 1, row + lines)));
    }

    /** Goes to a row counted from 0; one that no terminal has stands for the last. */
    void moveTo(int wanted) {
        if (wanted < MOST_ROWS) {
            height = Math.max(height, wanted + 1);
        }
        go(Math.max(0, Math.min(height - 1, wanted)));
    }

    void toColumn(int wanted) {
        current().moveTo(Math.max(0, Math.min(MOST_COLUMNS, wanted)));
    }

    void moveColumnBy(int columns) {
        int now = current().column();
        current()
                .moveTo(Math.max(
                        0, columns > 0 ? Math.max(now, Math.min(MOST_COLUMNS, now + columns)) : now + columns));
    }

    void tab() {
        int now = current().column();
        current().moveTo(Math.min(TextRow.LONGEST, now - now % TAB + TAB));
    }

    void save() {
        savedRow = row;
        savedColumn = current().column();
    }

    void restore() {
        moveTo(savedRow);
        toColumn(savedColumn);
    }

    /** Has the rows from one to another scroll, and no others; the cursor goes home. */
    void region(int first, int last) {
        moveTo(last);
        boolean valid = first >= 0 && last < MOST_ROWS && first < last;
        top = valid ? first : 0;
        bottom = valid ? last : -1;
        moveTo(0);
        toColumn(0);
    }

    void scrollUp(int count) {
        reach(last());
        for (int i = 0; i < count; i++) {
            TextRow gone = rows.remove(top);
            rows.add(last(), new TextRow());
            if (top == 0) {
                scrolledOff.accept(gone);
            }
        }
    }

    void scrollDown(int count) {
        reach(last());
        for (int i = 0; i < count; i++) {
            rows.remove(last());
            rows.add(top, new TextRow());
        }
    }

    /** Inserts blank rows before the cursor's, within what scrolls. */
    void insertRows(int count) {
        within(() -> scrollDown(count));
    }

    /** Deletes the cursor's row and more, within what scrolls. */
    void deleteRows(int count) {
        reach(last());
        for (int i = 0; i < count && row >= top && row <= last(); i++) {
            rows.remove(row);
            rows.add(last(), new TextRow());
        }
    }

    private void within(Runnable scrolling) {
        if (row < top || row > last()) {
            return;
        }
        int all = top;
        top = row;
        scrolling.run();
        top = all;
    }

    void eraseBelow() {
        current().eraseRight();
        rows.subList(row + 1, rows.size()).forEach(TextRow::blank);
    }

    void eraseAbove() {
        above().forEach(TextRow::blank);
        current().eraseLeft();
    }

    /** Begins anew; the cursor stays where it is. */
    void clear() {
        int column = Math.min(MOST_COLUMNS, current().column());
        rows.clear();
        reach(row);
        current().moveTo(column);
    }

    private int last() {
        return bottom < 0 ? height - 1 : bottom;
    }

    private void go(int wanted) {
        int column = Math.min(MOST_COLUMNS, current().column());
        row = wanted;
        reach(row);
        current().moveTo(column);
    }

    private void reach(int index) {
        while (rows.size() <= index) {
            rows.add(new TextRow());
        }
    }
}
