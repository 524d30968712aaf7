package io.headjack.engine;

import io.headjack.error.InvalidRequestException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A build context on its way to the engine: one thread makes its tar while another sends it. */
final class ContextPipe implements AutoCloseable {
    private static final int SIZE = 256 * 1024;

    private final BuildContext context;
    private final PipedOutputStream in = new PipedOutputStream();
    private final PipedInputStream out;
    private volatile boolean whole;
    private volatile boolean readerGone;
    private volatile @Nullable IOException failure;

    private ContextPipe(BuildContext context) throws IOException {
        this.context = context;
        out = new PipedInputStream(in, SIZE);
    }

    /** Begins to make the tar on another thread. */
    static ContextPipe open(BuildContext context, Consumer<Runnable> otherThread) {
        try {
            ContextPipe pipe = new ContextPipe(context);
            otherThread.accept(pipe::fill);
            return pipe;
        } catch (IOException e) {
            throw new UncheckedIOException("no pipe for the build context " + context.root(), e);
        }
    }

    /** The tar. It fails at its end when it is not whole, so that half a context is never taken for all of it. */
    InputStream tar() {
        return new Tar();
    }

    /** Says whether the context itself was the reason that it did not get through. */
    void throwFailure() {
        IOException reason = failure;
        if (reason != null && !readerGone) {
            throw new InvalidRequestException(
                    "The build context " + context.root() + " cannot be read: " + reason
                            + ". Correct that, or list the file in .dockerignore.",
                    reason);
        }
    }

    /** Ends the thread that makes the tar. */
    @Override
    public void close() {
        readerGone = true;
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a pipe in memory cannot fail to close", e);
        }
    }

    private void fill() {
        try (in) {
            context.writeTo(new Guarded(in));
            whole = true;
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Tells a reader that is gone from a file that cannot be read. */
    private final class Guarded extends FilterOutputStream {
        private Guarded(OutputStream pipe) {
            super(pipe);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                readerGone = true;
                throw e;
            }
        }
    }

    private final class Tar extends InputStream {
        @Override
        public int read() throws IOException {
            return checked(out.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return checked(out.read(bytes, offset, length));
        }

        private int checked(int result) throws IOException {
            if (result < 0 && !whole) {
                throw new IOException("the build context was not sent whole");
            }
            return result;
        }
    }
}
