package io.headjack;

import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A terminal to show a session on: its streams, its size, and what it is. Immutable: each setter returns a new target.
 *
 * <p>The streams are used on threads of Headjack's own and never closed. The terminal must be in raw mode, so that each
 * key arrives as it is pressed. When the input ends, the attachment is detached. A read that is under way when the
 * attachment ends is left alone, and what it yields is dropped.
 *
 * @param input what is typed, or null if nobody can type
 * @param output takes what is to be shown
 * @param size the terminal's size
 * @param mode what the person may do
 * @param terminalType what the terminal is, as {@code TERM} names it; one that the instance does not know is replaced
 *     by a common one
 * @param sanitized whether everything but text, colours and movements is kept from the terminal
 */
public record AttachTarget(
        @Nullable InputStream input,
        OutputStream output,
        TerminalSize size,
        AttachMode mode,
        String terminalType,
        boolean sanitized) {
    private static final String USUAL = "xterm-256color";

    /**
     * Keeps what it is given.
     *
     * @param input what is typed, or null if nobody can type
     * @param output takes what is to be shown
     * @param size the terminal's size
     * @param mode what the person may do
     * @param terminalType what the terminal is, as {@code TERM} names it
     * @param sanitized whether everything but text, colours and movements is kept from the terminal
     */
    public AttachTarget {}

    /**
     * Makes a target to work with: interactive, an {@code xterm-256color}, sanitized.
     *
     * @param input what is typed
     * @param output takes what is to be shown
     * @param size the terminal's size
     * @return the target
     */
    public static AttachTarget of(InputStream input, OutputStream output, TerminalSize size) {
        return new AttachTarget(input, output, size, AttachMode.INTERACTIVE, USUAL, true);
    }

    /**
     * Makes a target to look on without a keyboard: read-only, an {@code xterm-256color}, sanitized.
     *
     * @param output takes what is to be shown
     * @param size the terminal's size
     * @return the target
     */
    public static AttachTarget watching(OutputStream output, TerminalSize size) {
        return new AttachTarget(null, output, size, AttachMode.READ_ONLY, USUAL, true);
    }

    /**
     * Sets what the person may do.
     *
     * @param allowed what
     * @return a new target
     */
    public AttachTarget mode(AttachMode allowed) {
        return new AttachTarget(input, output, size, allowed, terminalType, sanitized);
    }

    /**
     * Sets what the terminal is.
     *
     * @param name a name such as {@code TERM} has it; any text, of which nothing is believed
     * @return a new target
     */
    public AttachTarget terminalType(String name) {
        return new AttachTarget(input, output, size, mode, name, sanitized);
    }

    /**
     * Lets everything through as it comes. What works in the instance can then write to the person's clipboard, ask the
     * terminal questions whose answers arrive as typing, and set titles.
     *
     * @return a new target
     */
    public AttachTarget raw() {
        return new AttachTarget(input, output, size, mode, terminalType, false);
    }
}
