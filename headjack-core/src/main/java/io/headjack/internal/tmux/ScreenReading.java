package io.headjack.internal.tmux;

import io.headjack.Screen;
import io.headjack.TerminalSize;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a person would see, in one line of two commands. */
final class ScreenReading {
    private static final Pattern STATE =
            Pattern.compile("(\\d{1,5}) (\\d{1,5}) (\\d{1,5}) (\\d{1,5}) (.*)", Pattern.DOTALL);

    private ScreenReading() {}

    static TmuxCommand of(Pane pane) {
        String state = "#{pane_width} #{pane_height} #{cursor_x} #{cursor_y} #{pane_title}";
        return TmuxCommand.of("display-message", "-p", "-t", pane.target(), state)
                .then(TmuxCommand.of("capture-pane", "-p", "-t", pane.target()));
    }

    static Screen read(List<Reply> replies) {
        Matcher state = STATE.matcher(replies.get(0).text());
        if (!state.matches()) {
            throw new OperationFailedException("tmux described a screen in a form that is not understood: "
                    + replies.get(0).text());
        }
        return new Screen(
                replies.get(1).lines().stream().map(String::stripTrailing).toList(),
                new TerminalSize(number(state, 1), number(state, 2)),
                number(state, 3),
                number(state, 4),
                state.group(5));
    }

    private static int number(Matcher state, int group) {
        return Integer.parseInt(state.group(group));
    }
}
