package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.internal.tmux.ControlEvent.Change;
import io.headjack.internal.tmux.ControlEvent.Exit;
import io.headjack.internal.tmux.ControlEvent.Reply;
import io.headjack.internal.tmux.ControlEvent.Stray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads control mode, line by line. An answer stands between {@code %begin} and an {@code %end} or {@code %error} with the
 * same three numbers, and may itself hold lines that look like others. Not thread-safe.
 */
final class ControlParser {
    private static final Pattern BEGIN = Pattern.compile("%begin (\\d{1,19} \\d{1,19} (\\d{1,9}))");
    private static final int OF_THIS_CLIENT = 1;
    private static final String EXIT = "%exit";

    /** Sessions came or went; one has another name; something that was subscribed to is not what it was. */
    private static final Pattern CHANGE =
            Pattern.compile("%(sessions-changed|session-renamed|subscription-changed)( .*)?");

    private final List<String> lines = new ArrayList<>();
    private String numbers = "";
    private boolean requested;

    /**
     * Takes the next line.
     *
     * @param line without its line feed
     * @return what it completes, or empty if it completes nothing or is of no use
     */
    Optional<ControlEvent> accept(byte[] line) {
        String text = new String(line, UTF_8);
        return numbers.isEmpty() ? outside(text) : inside(text);
    }

    private Optional<ControlEvent> outside(String text) {
        Matcher begin = BEGIN.matcher(text);
        if (begin.matches()) {
            numbers = begin.group(1);
            requested = (Integer.parseInt(begin.group(2)) & OF_THIS_CLIENT) != 0;
            return Optional.empty();
        }
        if (text.equals(EXIT) || text.startsWith(EXIT + " ")) {
            return Optional.of(new Exit(text.substring(EXIT.length()).strip()));
        }
        if (CHANGE.matcher(text).matches()) {
            return Optional.of(new Change());
        }
        return text.isEmpty() || text.startsWith("%") ? Optional.empty() : Optional.of(new Stray(text));
    }

    private Optional<ControlEvent> inside(String text) {
        boolean failed = text.equals("%error " + numbers);
        if (!failed && !text.equals("%end " + numbers)) {
            lines.add(text);
            return Optional.empty();
        }
        Reply reply = new Reply(requested, failed, lines);
        lines.clear();
        numbers = "";
        return Optional.of(reply);
    }
}
