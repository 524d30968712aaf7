package io.headjack;

import java.util.List;

/**
 * What a person attached to a session would see. All of it comes from inside the instance and may be a lie.
 *
 * @param lines the rows from top to bottom, without trailing blanks and without escape sequences
 * @param size the terminal's size
 * @param cursorColumn the cursor's column, from 0
 * @param cursorRow the cursor's row, from 0
 * @param title the title that the program set; may be empty
 */
public record Screen(List<String> lines, TerminalSize size, int cursorColumn, int cursorRow, String title) {
    /**
     * Copies the lines.
     *
     * @param lines the rows from top to bottom, without trailing blanks and without escape sequences
     * @param size the terminal's size
     * @param cursorColumn the cursor's column, from 0
     * @param cursorRow the cursor's row, from 0
     * @param title the title that the program set; may be empty
     */
    public Screen {
        lines = List.copyOf(lines);
    }

    /**
     * Returns the rows as one text.
     *
     * @return the rows joined by line feeds, without blank rows at the end
     */
    public String text() {
        return String.join("\n", lines).stripTrailing();
    }
}
