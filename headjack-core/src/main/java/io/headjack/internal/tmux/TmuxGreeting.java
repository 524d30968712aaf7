package io.headjack.internal.tmux;

import io.headjack.error.UnsupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is learned about tmux while it is started, in the one exec that stays: whether it is there, its version, and which
 * terminal description programs can find.
 *
 * @param missing whether there is no tmux
 * @param version the line with the version, or empty
 * @param terminal the terminal description to use
 * @param errors all other lines
 */
record TmuxGreeting(boolean missing, String version, String terminal, List<String> errors) {
    /** Runs tmux with the script's arguments, after what {@link #read} understands. */
    static final String SCRIPT = """
            exec 2>&1
            command -v tmux >/dev/null || { echo headjack-tmux-missing; exit 127; }
            tmux -V
            for name in tmux-256color screen-256color; do
              for directory in /etc/terminfo /lib/terminfo /usr/share/terminfo /usr/lib/terminfo; do
                for letter in "${name%"${name#?}"}" 73 74; do
                  if [ -e "$directory/$letter/$name" ]; then echo "headjack-terminal $name"; break 3; fi
                done
              done
            done
            exec tmux "$@"
            """;

    private static final String MISSING = "headjack-tmux-missing";
    private static final String TERMINAL = "headjack-terminal ";
    private static final List<String> TERMINALS = List.of("tmux-256color", "screen-256color");

    TmuxGreeting {
        errors = List.copyOf(errors);
    }

    static TmuxGreeting read(List<String> lines) {
        boolean missing = false;
        String version = "";
        String terminal = "screen";
        List<String> errors = new ArrayList<>();
        for (String line : lines) {
            if (line.equals(MISSING)) {
                missing = true;
            } else if (version.isEmpty() && line.startsWith("tmux ")) {
                version = line;
            } else if (line.startsWith(TERMINAL) && TERMINALS.contains(line.substring(TERMINAL.length()))) {
                terminal = line.substring(TERMINAL.length());
            } else {
                errors.add(line);
            }
        }
        return new TmuxGreeting(missing, version, terminal, errors);
    }

    void checkUsable() {
        if (missing) {
            throw new UnsupportedException(
                    "tmux was not found in the PATH of the instance; install tmux 3.2 or newer in its image");
        }
        Optional<TmuxVersion> known = TmuxVersion.parse(version);
        if (!version.isEmpty() && (known.isEmpty() || known.get().compareTo(TmuxVersion.OLDEST) < 0)) {
            throw new UnsupportedException("the instance has " + version
                    + ", and Headjack needs tmux 3.2 or newer; install a newer one in its image");
        }
    }
}
