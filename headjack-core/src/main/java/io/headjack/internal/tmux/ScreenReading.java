package io.headjack.internal.tmux;

import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.TerminalId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a person would see, in one line of two commands. */
final class ScreenReading {
    private static final Pattern STATE =
            Pattern.compile("([a-z0-9]{1,32}) (\\d{1,5}) (\\d{1,5}) (\\d{1,5}) (\\d{1,5}) (.*)", Pattern.DOTALL);

    private ScreenReading() {}

    static TmuxCommand of(Pane pane) {
        String state = "#{session_name} #{pane_width} #{pane_height} #{cursor_x} #{cursor_y} #{pane_title}";
        return TmuxCommand.of("display-message", "-p", "-t", pane.target(), state)
                .then(TmuxCommand.of("capture-pane", "-p", "-t", pane.target()));
    }

    /** Reads the answers; empty if the pane is not the terminal's any more. */
    static Optional<Screen> read(TerminalId terminal, List<Reply> replies) {
        Matcher state = STATE.matcher(replies.get(0).text());
        if (!state.matches()) {
            throw new OperationFailedException("tmux described a screen in a form that is not understood: "
                    + replies.get(0).text());
        }
        if (!state.group(1).equals(terminal.value())) {
            return Optional.empty();
        }
        return Optional.of(new Screen(
                replies.get(1).lines().stream().map(String::stripTrailing).toList(),
                new TerminalSize(number(state, 2), number(state, 3)),
                number(state, 4),
                number(state, 5),
                state.group(6)));
    }

    private static int number(Matcher state, int group) {
        return Integer.parseInt(state.group(group));
    }
}
