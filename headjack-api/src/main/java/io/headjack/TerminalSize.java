package io.headjack;

import io.headjack.error.InvalidRequestException;

/**
 * The size of a terminal in character cells.
 *
 * @param columns the width, 1 to 10 000
 * @param rows the height, 1 to 10 000
 */
public record TerminalSize(int columns, int rows) {
    /** What a session gets when nobody asks for another: 200 columns, 50 rows. */
    public static final TerminalSize DEFAULT = new TerminalSize(200, 50);

    private static final int MAX = 10_000;

    /**
     * Checks both bounds.
     *
     * @param columns the width, 1 to 10 000
     * @param rows the height, 1 to 10 000
     * @throws InvalidRequestException if one of them is not
     */
    public TerminalSize {
        if (columns < 1 || columns > MAX || rows < 1 || rows > MAX) {
            throw new InvalidRequestException(
                    "terminal size must be 1 to " + MAX + " each way, was " + columns + "x" + rows);
        }
    }
}
