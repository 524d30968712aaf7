package io.headjack.examples.hjk;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Where verbs print and ask. What an instance may have written never reaches a terminal as it is. */
final class Console {
    private static final String ERASE_LINE = "\r\u001b[K";
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration SAME_WIDTH = Duration.ofSeconds(1);

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminals terminals;
    private final Clock clock;
    private final IntSupplier columns;
    /** What the status line shows, or will show with the next drawing; null where there is none. */
    private @Nullable String latestStatus;

    private boolean drawing;
    private int width;
    private long widthAsked;

    Console(InputStream in, PrintStream out, PrintStream err, Terminals terminals, IntSupplier columns, Clock clock) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminals = terminals;
        this.columns = columns;
        this.clock = clock;
    }

    /** UTF-8 whatever the locale says: names and logs are UTF-8 too. */
    static Console system() {
        return new Console(
                System.in,
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Terminals.detect(),
                Terminals::columns,
                Clock.systemUTC());
    }

    /** Whether a person can be handed a session here. */
    boolean isInteractive() {
        return terminals.input() && terminals.output();
    }

    InputStream in() {
        return in;
    }

    Clock clock() {
        return clock;
    }

    /** Prints a line of the verb's own. */
    void line(String text) {
        clearStatus();
        out.println(Sanitizer.text(text));
    }

    /** Prints a table, on a terminal no wider than it is. */
    void table(Table table) {
        line(terminals.output() ? table.within(columns.getAsInt()) : table.toString());
    }

    /** Prints a line that an instance wrote: cleaned for a terminal, as it is for a program. */
    void content(String text) {
        clearStatus();
        out.println(terminals.output() ? Sanitizer.text(text) : text);
    }

    /** Where to write bytes that come from an instance. */
    OutputStream contentStream() {
        clearStatus();
        return terminals.output() ? new SanitizingStream(out) : out;
    }

    /** Prints text of many lines that an instance wrote, and adds nothing. */
    void contentText(String text) {
        clearStatus();
        out.print(terminals.output() ? Sanitizer.text(text) : text);
        out.flush();
    }

    /** The same as {@link #contentStream()} for its errors. */
    OutputStream contentErrors() {
        return terminals.error() ? new SanitizingStream(err) : err;
    }

    synchronized void error(String text) {
        clearStatus();
        err.println(Sanitizer.text(text));
    }

    /** Says something on standard error that only a person wants to know. */
    void remark(String text) {
        if (terminals.error()) {
            error(text);
        }
    }

    /**
     * Shows what is going on, in a line that the next output replaces; nothing without a terminal. Of what comes faster
     * than anybody reads, the latest is shown.
     */
    synchronized void status(String text) {
        if (!terminals.error()) {
            return;
        }
        boolean drawn = latestStatus != null;
        latestStatus = text;
        if (!drawn) {
            drawStatus();
        } else if (!drawing) {
            drawing = true;
            CompletableFuture.delayedExecutor(REDRAW.toNanos(), TimeUnit.NANOSECONDS)
                    .execute(this::drawLatest);
        }
    }

    private synchronized void drawLatest() {
        drawing = false;
        if (latestStatus != null) {
            drawStatus();
        }
    }

    private void drawStatus() {
        String line = Sanitizer.name(String.valueOf(latestStatus));
        // The last column stays free: some terminals begin a new line after it.
        int end = Math.min(line.length(), width() - 1);
        if (end > 0 && end < line.length() && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        err.print(ERASE_LINE + line.substring(0, end));
        err.flush();
    }

    /** Asking takes a process. */
    private int width() {
        long now = System.nanoTime();
        if (width == 0 || now - widthAsked > SAME_WIDTH.toNanos()) {
            width = columns.getAsInt();
            widthAsked = now;
        }
        return width;
    }

    private synchronized void clearStatus() {
        if (latestStatus != null) {
            err.print(ERASE_LINE);
            err.flush();
            latestStatus = null;
        }
    }

    /** Asks a question whose safe answer is no. */
    boolean confirm(String question) {
        clearStatus();
        err.print(Sanitizer.text(question) + " [y/N] ");
        err.flush();
        try {
            return answer().strip().matches("(?i)y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the answer", e);
        }
    }

    /** What a word of the command line stands for: itself, or with {@code -} all of standard input. */
    String text(String word) {
        if (!word.equals("-")) {
            return word;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Failure(ExitCode.USAGE, "standard input is not UTF-8", "convert it first, such as with iconv");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
    }

    /** Reads one line and not a byte of the next, which may answer another question. */
    private String answer() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != -1 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    PrintWriter outWriter() {
        return new PrintWriter(out, true, StandardCharsets.UTF_8);
    }

    PrintWriter errWriter() {
        return new PrintWriter(err, true, StandardCharsets.UTF_8);
    }
}
