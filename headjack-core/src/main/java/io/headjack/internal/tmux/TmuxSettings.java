package io.headjack.internal.tmux;

import java.util.List;

/** The options of the server, given before the first terminal is made. */
final class TmuxSettings {
    /** A client that leaves sooner does not read its terminal's answers, which the person's shell then takes for typing. */
    static final String DETACH_SOON = "run-shell -b -d 0.5 -C \"detach-client -s =#{session_name}\"";

    private static final List<TmuxCommand> FIXED = List.of(
            // Keeps what was typed and pasted, secrets too, out of the log of messages.
            TmuxCommand.of("set-option", "-s", "message-limit", "0"),
            // A person's terminal is not to be written to by what runs inside.
            TmuxCommand.of("set-option", "-s", "set-clipboard", "off"),
            TmuxCommand.of("set-option", "-s", "escape-time", "10"),
            // Keys that arrive together, as over a slow line, are keys all the same.
            TmuxCommand.of("set-option", "-g", "assume-paste-time", "0"),
            // A person who attaches brings nothing of the own environment along.
            TmuxCommand.of("set-option", "-g", "update-environment", ""),
            TmuxCommand.of("set-option", "-g", "status", "off"),
            // Selecting with the mouse stays the terminal's own, and nobody gets into copy mode by accident.
            TmuxCommand.of("set-option", "-g", "mouse", "off"),
            TmuxCommand.of("set-option", "-g", "history-limit", "5000"),
            // A person whose terminal is gone is detached, and never put in front of another one.
            TmuxCommand.of("set-option", "-g", "detach-on-destroy", "on"),
            TmuxCommand.of("set-option", "-g", "remain-on-exit", "on"),
            // Nor left before a dead pane whose program ended while the client was on its way.
            TmuxCommand.of("set-hook", "-g", "client-attached", "if-shell -F '#{pane_dead}' '" + DETACH_SOON + "'"),
            TmuxCommand.of("set-option", "-g", "window-size", "latest"),
            TmuxCommand.of("set-option", "-g", "automatic-rename", "off"),
            TmuxCommand.of("set-option", "-g", "allow-rename", "off"));

    /** Has tmux say, within a second, that a pane has ended whatever became of its exit code. */
    private static final TmuxCommand SUBSCRIBE =
            TmuxCommand.of("refresh-client", "-B", "headjack::#{S:#{W:#{P:#{pane_id} #{pane_dead} }}}");

    private TmuxSettings() {}

    static TmuxCommand of(String terminal) {
        TmuxCommand all = TmuxCommand.of("set-option", "-s", "default-terminal", terminal);
        for (TmuxCommand each : FIXED) {
            all = all.then(each);
        }
        return all.then(SUBSCRIBE);
    }
}
