package io.headjack.examples.hjk;

import io.headjack.TerminalSize;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/**
 * This terminal while a session has it: each key comes as it is pressed, and each byte goes as it is. Afterwards it is
 * as it was, also where a signal ends this program. JLine is for its mode, its size and the news of another size only:
 * its streams read one byte at a time.
 */
final class RawTerminal implements AutoCloseable {
    private final Terminal terminal;
    private final Keys keys = new Keys();
    private final Attributes before;
    private final Thread ending = new Thread(this::end, "hjk-restore-terminal");
    private final Runnable beforeEnd;

    private RawTerminal(Terminal terminal, Runnable beforeEnd) {
        this.terminal = terminal;
        this.beforeEnd = beforeEnd;
        this.before = terminal.getAttributes();
    }

    /** Takes what to do before the terminal is restored, when a signal ends this program. */
    static RawTerminal open(Runnable beforeEnd) {
        try {
            // Without the switches JLine asks the terminal questions, and the answers would be typed into the session;
            // and it gives SIGINT to the system, which ends this program without another word.
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(false)
                    .graphemeCluster(false)
                    .build();
            RawTerminal raw = new RawTerminal(terminal, beforeEnd);
            Runtime.getRuntime().addShutdownHook(raw.ending);
            terminal.setAttributes(raw.raw());
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use this terminal", e);
        }
    }

    InputStream input() {
        return keys;
    }

    OutputStream output() {
        return new FileOutputStream(FileDescriptor.out);
    }

    String type() {
        return terminal.getType();
    }

    /** Terminals that know no size say 0. */
    TerminalSize size() {
        Size size = terminal.getSize();
        return size.getColumns() > 0 && size.getRows() > 0
                ? new TerminalSize(size.getColumns(), size.getRows())
                : new TerminalSize(80, 24);
    }

    void onResize(Consumer<TerminalSize> listener) {
        Signals.register("WINCH", () -> listener.accept(size()));
        listener.accept(size());
    }

    @Override
    public void close() {
        restore();
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException e) {
            // It runs already.
        }
    }

    /** JLine restores the terminal too, at this very time: a read that began after that would wait for a whole line. */
    private void end() {
        keys.close();
        try {
            beforeEnd.run();
        } finally {
            restore();
        }
    }

    /** First nobody reads any more, so that what is typed from here on is for the shell. */
    private void restore() {
        keys.close();
        terminal.setAttributes(before);
    }

    private Attributes raw() {
        Attributes raw = new Attributes(before);
        raw.setInputFlags(
                EnumSet.of(
                        InputFlag.BRKINT,
                        InputFlag.ICRNL,
                        InputFlag.IGNCR,
                        InputFlag.INLCR,
                        InputFlag.INPCK,
                        InputFlag.ISTRIP,
                        InputFlag.IXON),
                false);
        raw.setOutputFlag(OutputFlag.OPOST, false);
        raw.setLocalFlags(EnumSet.of(LocalFlag.ECHO, LocalFlag.ICANON, LocalFlag.IEXTEN, LocalFlag.ISIG), false);
        raw.setControlChar(ControlChar.VMIN, 0);
        raw.setControlChar(ControlChar.VTIME, 1);
        return raw;
    }
}
