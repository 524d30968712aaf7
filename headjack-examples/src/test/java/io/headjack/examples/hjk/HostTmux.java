package io.headjack.examples.hjk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A tmux of the host's own, with a shell in it, as many people have it: keys go in, captured screens come out. */
final class HostTmux implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Path socket;

    HostTmux(Path directory, int columns, int rows) throws Exception {
        socket = directory.resolve("tmux-" + columns + "x" + rows);
        tmux("new-session", "-d", "-x", columns + "", "-y", rows + "", "env", "PS1=host>", "LC_ALL=C.UTF-8", "sh");
        // Keys that come fast would be taken for a paste, in which no prefix counts; a test types faster than a person.
        tmux("set-option", "-g", "assume-paste-time", "0");
        await("host>");
    }

    /** What a person types in a terminal to be in it. */
    String attachCommand() {
        return "tmux -u -S '" + socket + "' attach";
    }

    void type(String text) throws Exception {
        tmux("send-keys", "-l", text);
    }

    void keys(String... names) throws Exception {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(names));
        tmux(words.toArray(String[]::new));
    }

    void resize(int columns, int rows) throws Exception {
        tmux("resize-window", "-x", columns + "", "-y", rows + "");
    }

    /** The screen with its colours. */
    String screen() throws Exception {
        return tmux("capture-pane", "-p", "-e");
    }

    String value(String format) throws Exception {
        return tmux("display-message", "-p", format).strip();
    }

    /** Waits until the screen shows the text; a tmux tells nobody when it does. */
    String await(String text) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        String screen = screen();
        while (!screen.contains(text) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
            screen = screen();
        }
        assertThat(screen).contains(text);
        return screen;
    }

    @Override
    public void close() throws Exception {
        tmux("kill-server");
    }

    private String tmux(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString(), "-f", "/dev/null"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        Process tmux = builder.start();
        String printed = new String(tmux.getInputStream().readAllBytes(), UTF_8);
        assertThat(tmux.waitFor()).as("%s: %s", command, printed).isZero();
        return printed;
    }
}
