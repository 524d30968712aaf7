package io.headjack.internal.tmux;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a line may be in a terminal whose program reads by lines: the kernel throws away what is beyond. Only a program
 * inside can ask the kernel, so it is asked for texts alone that have such a line. Thread-safe.
 */
final class LineLimit {
    static final int BYTES = 4095;

    private static final Pattern TERMINAL = Pattern.compile("([a-z0-9]{1,32}) (/dev/[A-Za-z0-9/]{1,64})");

    private final TerminalHost host;
    private final TmuxServer server;
    private final Duration deadline;

    LineLimit(TerminalHost host, TmuxServer server, Duration deadline) {
        this.host = host;
        this.server = server;
        this.deadline = deadline;
    }

    /**
     * Checks a line that is longer than the limit.
     *
     * @throws InvalidRequestException if the terminal reads by lines now
     */
    void check(TerminalId terminal, Pane pane, int length) {
        if (device(terminal, pane).filter(this::readsLines).isPresent()) {
            throw new InvalidRequestException("the text to type has a line of " + length + " bytes, and terminal "
                    + terminal + " would cut it: its program reads by lines, of which " + BYTES
                    + " bytes are the most; break the line, or write the text to a file and name that");
        }
    }

    private Optional<String> device(TerminalId terminal, Pane pane) {
        TmuxCommand question =
                TmuxCommand.of("display-message", "-p", "-t", pane.target(), "#{session_name} #{pane_tty}");
        return server.ask(question)
                .map(TmuxServer::last)
                .map(Reply::text)
                .map(TERMINAL::matcher)
                .filter(Matcher::matches)
                .filter(matcher -> matcher.group(1).equals(terminal.value()))
                .map(matcher -> matcher.group(2));
    }

    private boolean readsLines(String device) {
        try {
            String modes = InsideProgram.run(
                    host,
                    List.of("sh", "-c", "LC_ALL=C stty -a < \"$1\"", "sh", device),
                    new byte[0],
                    "ask how terminal " + device + " reads",
                    deadline);
            return Arrays.asList(modes.split("[\\s;]+")).contains("icanon");
        } catch (OperationFailedException e) {
            // Without stty inside nobody knows, and what is not known to be cut is typed.
            return false;
        }
    }
}
