package io.headjack.internal.tmux;

import java.util.List;

/** What tmux says in control mode, as far as it is of use. */
sealed interface ControlEvent {
    /**
     * The answer to a command.
     *
     * @param requested whether this client had sent the command, and not tmux itself
     * @param failed whether it failed; the lines then say why
     * @param lines what it printed
     */
    record Reply(boolean requested, boolean failed, List<String> lines) implements ControlEvent {
        public Reply {
            lines = List.copyOf(lines);
        }

        String text() {
            return String.join("\n", lines);
        }
    }

    /** The end of the connection, in tmux's words. */
    record Exit(String reason) implements ControlEvent {}

    /** Word that terminals may have come, gone or ended. */
    record Change() implements ControlEvent {}

    /** A line that belongs to nothing: an error of the program itself. */
    record Stray(String line) implements ControlEvent {}
}
