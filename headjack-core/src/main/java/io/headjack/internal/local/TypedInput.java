package io.headjack.internal.local;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is typed into a terminal. Closing it types the end of input, and leaves the terminal there. */
final class TypedInput extends OutputStream {
    private static final int END_OF_INPUT = 4;

    private final OutputStream terminal;
    private final AtomicBoolean closed = new AtomicBoolean();

    TypedInput(OutputStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void write(int b) throws IOException {
        checkOpen();
        terminal.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        checkOpen();
        terminal.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        terminal.flush();
    }

    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            terminal.write(END_OF_INPUT);
            terminal.flush();
        }
    }

    private void checkOpen() throws IOException {
        if (closed.get()) {
            throw new IOException("the input was closed");
        }
    }
}
