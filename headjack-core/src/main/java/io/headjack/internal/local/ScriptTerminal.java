package io.headjack.internal.local;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.process.HostProcess;
import io.headjack.spi.RuntimeProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of the host in a terminal of its own, which {@code script} of util-linux makes: the JDK cannot. The words of
 * the program travel as variables, so that none is ever read as shell. The end of the JVM, or of the streams, hangs the
 * terminal up; {@code script} alone would type the end of input, which is a key to some programs.
 */
final class ScriptTerminal implements RuntimeProcess {
    private static final String WORD = "HEADJACK_WORD_";
    private static final String SHELL = "HEADJACK_SHELL";
    private static final Duration RESIZE_DEADLINE = Duration.ofSeconds(10);

    /**
     * Runs its words with the input between: when that ends all are killed, and with script gone the system hangs up. When
     * the words end first, what waits for input goes too; it says first that a signal can end it.
     */
    private static final String HANG_UP = """
            trap : TERM
            exec 3>&2 2>/dev/null
            { echo; cat; kill -KILL 0; } 3>&- | {
              read -r started
              "$@" 2>&3 3>&-
              code=$?
              trap '' TERM
              kill -TERM 0
              exit "$code"
            }
            """;

    private final HostProcess script;
    private final Map<String, String> environment;
    private final OutputStream stdin;

    private ScriptTerminal(HostProcess script, Map<String, String> environment) {
        this.script = script;
        this.environment = environment;
        this.stdin = new TypedInput(script.stdin());
    }

    static ScriptTerminal start(
            List<String> command, Map<String, String> environment, Path directory, TerminalSize size) {
        for (String tool : List.of("script", "setsid")) {
            if (!onPath(tool, environment)) {
                throw new UnsupportedException("the local runtime needs the program " + tool + " (util-linux) to give "
                        + command.get(0) + " a terminal, and it was not found in the PATH; install it");
            }
        }
        StringBuilder words = new StringBuilder();
        StringBuilder names = new StringBuilder();
        Map<String, String> all = new HashMap<>(environment);
        for (int i = 0; i < command.size(); i++) {
            all.put(WORD + i, command.get(i));
            words.append(" \"$").append(WORD).append(i).append('"');
            names.append(' ').append(WORD).append(i);
        }
        // script runs its command with $SHELL, which may not be a POSIX shell.
        String restoreShell = "unset SHELL; ";
        if (environment.containsKey("SHELL")) {
            all.put(SHELL, environment.get("SHELL"));
            restoreShell = "SHELL=\"$" + SHELL + "\"; ";
        }
        all.put("SHELL", "/bin/sh");
        String line = "stty cols " + size.columns() + " rows " + size.rows() + "; set --" + words + "; " + restoreShell
                + "unset " + SHELL + names + "; exec \"$@\"";
        List<String> script = List.of("script", "-q", "-e", "-f", "-c", line, "/dev/null");
        List<String> withHangUp = new ArrayList<>(List.of("setsid", "sh", "-c", HANG_UP, "sh"));
        withHangUp.addAll(script);
        return new ScriptTerminal(HostProcess.start(withHangUp, all, directory), environment);
    }

    /** Returns the program that makes the terminal, and ends with what runs in it. */
    HostProcess script() {
        return script;
    }

    @Override
    public OutputStream stdin() {
        return stdin;
    }

    @Override
    public InputStream stdout() {
        return script.stdout();
    }

    @Override
    public InputStream stderr() {
        return script.stderr();
    }

    @Override
    public void resize(TerminalSize size) {
        device().ifPresent(device -> {
            List<String> command = List.of(
                    "stty",
                    "-F",
                    device.toString(),
                    "cols",
                    Integer.toString(size.columns()),
                    "rows",
                    Integer.toString(size.rows()));
            try (HostProcess stty = HostProcess.start(command, environment, Path.of("/"))) {
                stty.await(RESIZE_DEADLINE);
            }
        });
    }

    @Override
    public ExitStatus await(Duration timeout) {
        return script.await(timeout);
    }

    @Override
    public void close() {
        script.close();
    }

    /** The terminal as a file: what the program that script started has as its input. */
    private Optional<Path> device() {
        return script.handle()
                .descendants()
                .map(child -> Path.of("/proc", Long.toString(child.pid()), "fd", "0"))
                .flatMap(link -> target(link).stream())
                .filter(target -> target.startsWith("/dev/pts"))
                .findFirst();
    }

    private static Optional<Path> target(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static boolean onPath(String program, Map<String, String> environment) {
        for (String directory :
                environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator)) {
            if (!directory.isEmpty() && Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return false;
    }
}
