package io.headjack.internal.tmux;

import io.headjack.AttachMode;
import io.headjack.spi.AttachSpec;
import io.headjack.spi.TerminalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The client of a person, which runs inside: one outside could be told what to do by the server. */
final class AttachCommand {
    /** What nearly every terminal of a person is, or understands. */
    static final String USUAL_TERMINAL = "xterm-256color";

    private static final Pattern TERMINAL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9+._-]{0,63}");
    private static final Set<String> NO_SCREENS = Set.of("dumb", "unknown", "network");
    private static final Pattern ANNOUNCEMENT = Pattern.compile("headjack-client (\\d{1,9})\\s*");

    /** A person's terminal may be unknown inside; a tmux around this one is none of its business. */
    private static final String TERMINAL_CHOICE = """
            unset TMUX TMUX_PANE
            wanted=$1; shift
            for TERM in "$wanted" xterm-256color screen-256color xterm; do
              for directory in "$HOME/.terminfo" /etc/terminfo /lib/terminfo /usr/share/terminfo /usr/lib/terminfo; do
                for letter in "${TERM%"${TERM#?}"}" 73 74 78; do
                  [ ! -e "$directory/$letter/$TERM" ] || break 3
                done
              done
            done
            export TERM
            """;

    private static final String RUN = TERMINAL_CHOICE + "exec \"$@\"\n";

    /**
     * Says first which process it is, to be found again, and waits for a line: tmux throws away what was not read before it
     * came. What the client says at its end is not for the person.
     */
    private static final String RUN_ANNOUNCED = TERMINAL_CHOICE + """
            stty -echo 2>/dev/null
            echo "headjack-client $$"
            read -r line || exit
            exec "$@" >/dev/null
            """;

    private AttachCommand() {}

    /** For a person at a terminal of the host. */
    static List<String> of(String socket, TerminalId terminal, AttachMode mode) {
        return words(RUN, USUAL_TERMINAL, socket, terminal, mode);
    }

    /** For {@link AttachClient}. */
    static List<String> announced(String socket, TerminalId terminal, AttachSpec spec) {
        String wanted = spec.terminalType();
        boolean usable = TERMINAL.matcher(wanted).matches() && !NO_SCREENS.contains(wanted);
        return words(RUN_ANNOUNCED, usable ? wanted : USUAL_TERMINAL, socket, terminal, spec.mode());
    }

    /** Reads the process from the first line; -1 if it is something else. */
    static long process(String line) {
        Matcher matcher = ANNOUNCEMENT.matcher(line);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static List<String> words(
            String script, String terminalType, String socket, TerminalId terminal, AttachMode mode) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh", terminalType));
        words.addAll(List.of("tmux", "-u", "-S", socket, "attach-session"));
        if (mode == AttachMode.READ_ONLY) {
            words.add("-r");
        }
        words.addAll(List.of("-t", "=" + terminal));
        return List.copyOf(words);
    }
}
