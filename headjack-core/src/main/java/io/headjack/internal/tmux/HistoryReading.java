package io.headjack.internal.tmux;

import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.TerminalId;
import java.util.List;
import java.util.Optional;

/** Reads what a person could scroll back to, in one line of two commands. */
final class HistoryReading {
    private HistoryReading() {}

    static TmuxCommand of(Pane pane, int lines) {
        return TmuxCommand.of("display-message", "-p", "-t", pane.target(), "#{session_name}")
                .then(TmuxCommand.of("capture-pane", "-p", "-J", "-S", "-" + lines, "-t", pane.target()));
    }

    /** Reads the answers; empty if the pane is not the terminal's any more. */
    static Optional<List<String>> read(TerminalId terminal, int lines, List<Reply> replies) {
        if (!replies.get(0).text().equals(terminal.value())) {
            return Optional.empty();
        }
        List<String> all =
                replies.get(1).lines().stream().map(String::stripTrailing).toList();
        int end = all.size();
        while (end > 0 && all.get(end - 1).isEmpty()) {
            end--;
        }
        return Optional.of(List.copyOf(all.subList(Math.max(0, end - lines), end)));
    }
}
