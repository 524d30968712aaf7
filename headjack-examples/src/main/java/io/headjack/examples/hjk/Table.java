package io.headjack.examples.hjk;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** Rows under a heading, each column as wide as its widest cell. Cells are cleaned. */
final class Table {
    private static final int GAP = 3;

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
        StringJoiner lines = new StringJoiner("\n");
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + GAP));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
