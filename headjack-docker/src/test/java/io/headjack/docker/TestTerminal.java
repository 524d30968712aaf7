package io.headjack.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.AttachTarget;
import io.headjack.Attachment;
import io.headjack.Session;
import io.headjack.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A person's terminal in a test: what is typed goes through a pipe, what is shown is kept. */
final class TestTerminal implements AutoCloseable {
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final Shown shown = new Shown();
    private final Attachment attachment;

    TestTerminal(Session session, TerminalSize size, UnaryOperator<AttachTarget> change) throws IOException {
        InputStream typed = new PipedInputStream(keyboard, 64 * 1024);
        attachment = session.attach(change.apply(AttachTarget.of(typed, shown, size)));
    }

    static TestTerminal attach(Session session) throws IOException {
        return new TestTerminal(session, new TerminalSize(80, 24), target -> target);
    }

    Attachment attachment() {
        return attachment;
    }

    void type(String keys) throws IOException {
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    void hangUp() throws IOException {
        keyboard.close();
    }

    /** Waits until the text was shown. */
    void awaitShown(String text) {
        shown.await(text);
    }

    String shown() {
        return shown.text();
    }

    @Override
    public void close() {
        attachment.close();
    }

    /** Keeps what is written and tells who waits for it. */
    private static final class Shown extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) {
            bytes.write(b);
            notifyAll();
        }

        @Override
        public synchronized void write(byte[] block, int offset, int length) {
            bytes.write(block, offset, length);
            notifyAll();
        }

        synchronized String text() {
            return bytes.toString(UTF_8);
        }

        synchronized void await(String text) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            try {
                for (long left = end - System.nanoTime(); !text().contains(text) && left > 0; ) {
                    TimeUnit.NANOSECONDS.timedWait(this, left);
                    left = end - System.nanoTime();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(text()).contains(text);
        }
    }
}
