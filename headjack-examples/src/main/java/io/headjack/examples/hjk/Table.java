package io.headjack.examples.hjk;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Rows under a heading, each column as wide as its widest cell, or narrower where it must. Cells are cleaned. */
final class Table {
    private static final int GAP = 3;
    private static final int NARROWEST = 4;
    private static final String CUT = "…";

    private final List<List<String>> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... heading) {
        widths = new int[heading.length];
        row(heading);
    }

    void row(String... cells) {
        List<String> clean = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            clean.add(Sanitizer.name(cells[i]));
            widths[i] = Math.max(widths[i], length(clean.get(i)));
        }
        rows.add(clean);
    }

    @Override
    public String toString() {
        return with(widths);
    }

    /** The table with its widest columns cut until a line has no more than so many characters. */
    String within(int columns) {
        int[] narrow = widths.clone();
        int over = IntStream.of(narrow).sum() + GAP * (narrow.length - 1) - columns;
        while (over-- > 0) {
            int widest = IntStream.range(0, narrow.length)
                    .reduce(0, (best, each) -> narrow[each] > narrow[best] ? each : best);
            if (narrow[widest] <= NARROWEST) {
                break;
            }
            narrow[widest]--;
        }
        return with(narrow);
    }

    private String with(int[] columns) {
        StringJoiner lines = new StringJoiner("\n");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String cell = cut(row.get(i), columns[i]);
                line.append(cell).append(" ".repeat(columns[i] - length(cell) + GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines.toString();
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + CUT;
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
