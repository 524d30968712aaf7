package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.TerminalSpec;
import java.util.Map;
import java.util.TreeMap;

/** Makes the one line that starts a terminal and its log, so that not even the first byte escapes the log. */
final class StartCommand {
    /** Names the terminal in the environment of its programs, to find them again. */
    static final String MARKER = "HEADJACK_TERMINAL";

    /** Names the start itself, which nothing else tells apart from an earlier one of the same terminal. */
    static final String START = "HEADJACK_START";

    /** Whoever looks at a terminal when its program ends is detached; what else was split off in it does not count. */
    private static final String DETACH_ALL = "if-shell -F '#{session_attached}' '" + TmuxSettings.DETACH_SOON + "'";

    /** What the name of the file is that the writer of the log makes, after that of the exit file. */
    private static final String SIGN = ".log";

    private static final int LIMIT = 120 * 1024;

    /**
     * Runs a program and records how it ended. Signals of the terminal are for the program, so both shells outlive them: a
     * handler, unlike an ignored signal, is not inherited. What records the code in the end inherits that they are ignored.
     * Only the outer shell, which leads the kernel's session, dies of a hang-up, as the kernel passes that on to the
     * program when the leader is gone. {@code exec} finds programs only, never what the shell has built in. Secrets are read
     * where nobody but the program gets them, and are gone before anybody sees that it has ended. The waits at
     * the end give the writer of the log, which is a process of its own and makes a sign when it starts, the time to do so,
     * and tmux, which loses exit statuses, the time to read the last output: less where all is being ended.
     */
    private static final String WRAPPER = """
            exit_file=$1; sign=$1.log; directory=$2; secrets=$3; shift 3
            patience=0.1
            trap : INT QUIT
            trap patience=0.03 TERM
            exec 3>&2 2>/dev/null
            (
              trap : HUP INT QUIT TERM
              (
                cd "$directory" 2>&3 || exit
                if [ -n "$secrets" ]; then . "$secrets/begin" 2>&3 || exit; fi
                exec "$@" 2>&3 3>&-
              )
              code=$?
              trap '' HUP INT QUIT TERM
              if [ -n "$secrets" ]; then
                if [ -f "$secrets/end" ]; then sh "$secrets/end"; fi
                rm -rf "$secrets"
              fi
              printf '%s\\n' "$code" > "$exit_file.tmp" && mv -f "$exit_file.tmp" "$exit_file"
              exit "$code"
            )
            code=$?
            trap '' HUP
            exec </dev/null >/dev/null 2>&1 3>&-
            tries=500
            while [ ! -e "$sign" ] && [ "$tries" -gt 0 ]; do
              sleep 0.02
              tries=$((tries - 1))
            done
            rm -f "$sign"
            sleep "$patience"
            exit "$code"
            """;

    private StartCommand() {}

    /**
     * Makes the line.
     *
     * @throws InvalidRequestException if something in it cannot be passed to a program
     */
    static TmuxCommand of(TerminalSpec spec, String mark, LogWriter logs) {
        check(spec);
        String session = "=" + spec.id() + ":";
        TmuxCommand start = TmuxCommand.of(
                "new-session",
                "-d",
                "-s",
                spec.id().value(),
                "-c",
                withoutFormats(spec.workingDirectory()),
                "-x",
                Integer.toString(spec.size().columns()),
                "-y",
                Integer.toString(spec.size().rows()));
        for (Map.Entry<String, String> variable : new TreeMap<>(spec.environment()).entrySet()) {
            start = start.with("-e", variable.getKey() + "=" + variable.getValue());
        }
        start = start.with("-e", MARKER + "=" + spec.id())
                .with("-e", START + "=" + mark)
                .with("--", "sh", "-c", WRAPPER, "sh", spec.exitFile(), spec.workingDirectory(), secrets(spec))
                .with(spec.command().toArray(String[]::new));
        return start.then(TmuxCommand.of("set-hook", "-p", "-t", session, "pane-died", DETACH_ALL))
                .then(TmuxCommand.of(
                        "pipe-pane", "-O", "-t", session, log(logs.program(spec.logFile(), spec.exitFile() + SIGN))))
                .then(TmuxCommand.of("set-option", "-t", session, "--", "@headjack-title", spec.title()));
    }

    private static String secrets(TerminalSpec spec) {
        return spec.secrets() == null ? "" : spec.secrets();
    }

    private static void check(TerminalSpec spec) {
        long size = 0;
        for (String word : spec.command()) {
            checkWord(spec, word);
            size += word.getBytes(UTF_8).length + 1L;
        }
        for (Map.Entry<String, String> variable : spec.environment().entrySet()) {
            checkWord(spec, variable.getKey());
            checkWord(spec, variable.getValue());
            if (variable.getKey().isEmpty() || variable.getKey().contains("=")) {
                throw new InvalidRequestException("the name of a variable of terminal " + spec.id()
                        + " is empty or has an equals sign: \"" + variable.getKey() + "\"");
            }
            size += variable.getKey().getBytes(UTF_8).length
                    + variable.getValue().getBytes(UTF_8).length
                    + 2L;
        }
        checkWord(spec, spec.title());
        if (size > LIMIT) {
            throw new InvalidRequestException("the command and the environment of terminal " + spec.id() + " have "
                    + size + " bytes, and the limit is " + LIMIT + "; pass what is long in a file");
        }
    }

    private static void checkWord(TerminalSpec spec, String word) {
        if (word.indexOf('\0') >= 0) {
            throw new InvalidRequestException("the command, environment or title of terminal " + spec.id()
                    + " holds a NUL character, which no program can take; leave it out");
        }
    }

    /** tmux hands the text to sh, after reading it as a date and a format. */
    private static String log(String program) {
        return withoutFormats(program).replace("%", "%%");
    }

    private static String withoutFormats(String text) {
        return text.replace("#", "##");
    }
}
