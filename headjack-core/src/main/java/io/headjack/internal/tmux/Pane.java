package io.headjack.internal.tmux;

import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pane as tmux lists it. What runs inside can make more of them in a terminal; the terminal is the oldest one.
 *
 * @param number the number in its id
 * @param process the process that tmux started in it
 * @param info what is told of it
 */
record Pane(long number, long process, TerminalInfo info) {
    /** Makes tmux list panes in the form that is understood here. */
    static final String FORMAT =
            "#{session_name} #{pane_id} #{pane_pid} #{pane_dead} #{session_attached} #{window_activity}";

    private static final Pattern LINE =
            Pattern.compile("([a-z0-9]{1,32}) %(\\d{1,9}) (\\d{1,9}) ([01]?) (\\d{1,6}) (\\d{1,11})");

    /** Reads a line; empty for a pane of no terminal. */
    static Optional<Pane> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Pane(
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                new TerminalInfo(
                        new TerminalId(matcher.group(1)),
                        matcher.group(4).equals("1"),
                        Integer.parseInt(matcher.group(5)),
                        Instant.ofEpochSecond(Long.parseLong(matcher.group(6))))));
    }

    /** Picks the oldest pane of each terminal. */
    static Collection<Pane> oldest(Collection<Pane> panes) {
        Map<String, Pane> oldest = new TreeMap<>();
        for (Pane pane : panes) {
            oldest.merge(pane.info().id().value(), pane, (one, other) -> one.number() < other.number() ? one : other);
        }
        return oldest.values();
    }

    String target() {
        return "%" + number;
    }
}
