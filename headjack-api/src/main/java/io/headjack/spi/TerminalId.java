package io.headjack.spi;

import java.util.regex.Pattern;

/**
 * The name of a terminal inside a multiplexer: made by Headjack, safe in every syntax.
 *
 * @param value lower-case letters and digits, at most 32
 */
public record TerminalId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{1,32}");

    /**
     * Checks the form.
     *
     * @param value lower-case letters and digits, at most 32
     */
    public TerminalId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("terminal id must match " + FORM + ", was " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
