package io.headjack.spi;

import io.headjack.AttachMode;
import io.headjack.TerminalSize;

/**
 * How a person attaches to a terminal of a multiplexer.
 *
 * @param size the size of the person's terminal
 * @param mode what the person may do
 * @param terminalType what the person's terminal is, as {@code TERM} names it; any text
 */
public record AttachSpec(TerminalSize size, AttachMode mode, String terminalType) {
    /**
     * Keeps what it is given.
     *
     * @param size the size of the person's terminal
     * @param mode what the person may do
     * @param terminalType what the person's terminal is, as {@code TERM} names it; any text
     */
    public AttachSpec {}
}
