package io.headjack.examples.hjk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A terminal of the host with a shell in it, as a person has it. */
final class HostTerminal implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final PtyProcess shell;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private int seen;

    HostTerminal(int columns, int rows, Map<String, String> variables) throws IOException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("TERM", "xterm-256color");
        environment.put("PS1", "host>");
        environment.put("LC_ALL", "C.UTF-8");
        environment.remove("TMUX");
        environment.putAll(variables);
        shell = new PtyProcessBuilder(new String[] {"sh"})
                .setEnvironment(environment)
                .setInitialColumns(columns)
                .setInitialRows(rows)
                .start();
        Thread reader = new Thread(this::read, "test-terminal");
        reader.setDaemon(true);
        reader.start();
    }

    void type(String keys) throws IOException {
        shell.getOutputStream().write(keys.getBytes(UTF_8));
        shell.getOutputStream().flush();
    }

    void resize(int columns, int rows) {
        shell.setWinSize(new WinSize(columns, rows));
    }

    /** Waits until the text is shown after what was waited for before, and returns what came up to its end. */
    synchronized String await(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try {
            while (all().indexOf(text, seen) < 0 && System.nanoTime() < end) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, end - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertThat(all().substring(seen)).contains(text);
        int from = seen;
        seen = all().indexOf(text, seen) + text.length();
        return all().substring(from, seen);
    }

    /** Has the shell note the terminal's modes. */
    void remember() throws IOException {
        type("before=$(stty -g)\r");
    }

    /** Waits for the shell, and for the modes that were noted. */
    void awaitAsBefore() throws IOException {
        await("host>");
        type("[ \"$before\" = \"$(stty -g)\" ] && echo as be''fore\r");
        await("as before");
    }

    @Override
    public void close() {
        shell.destroyForcibly();
    }

    private synchronized String all() {
        return shown.toString(UTF_8);
    }

    private void read() {
        byte[] block = new byte[4096];
        try (InputStream from = shell.getInputStream()) {
            for (int n = from.read(block); n >= 0; n = from.read(block)) {
                add(block, n);
            }
        } catch (IOException e) {
            // The shell is gone.
        }
    }

    private synchronized void add(byte[] block, int length) {
        shown.write(block, 0, length);
        notifyAll();
    }
}
