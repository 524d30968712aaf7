package io.headjack.testkit;

import io.headjack.spi.RuntimeProcess;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can go wrong with the streams of a program. */
final class StreamMutants {
    private static final int MEBIBYTE = 1024 * 1024;

    private StreamMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.ofProcess("end of input is lost", EndOfInputLost::new, "stdin_closed_endsTheInput"),
                Mutant.ofProcess("end of input closes all", EndOfInputClosesAll::new, "stdin_closed_outputIsStillRead"),
                stdout("output is taken for text", TextStream::new, "stdin_everyByte_isCopiedAsItIs"),
                stdout("output comes at the end", HeldBackStream::new, "streams_openInput_answerAtOnce"),
                stdout("output is cut at 1 MiB", CutStream::new, "streams_largeBothWays_areUnchanged"),
                stdout("closed output is kept open", UnclosedStream::new, "stdout_closed_letsTheProgramGoOn"),
                stdout(
                        "reader's flag is lost",
                        stream -> new InterruptibleStream(stream, Thread::interrupted),
                        "stdout_readerInterrupted_throwsWithTheFlagSet"),
                stdout(
                        "interrupted reader closes",
                        stream -> new InterruptibleStream(stream, stream),
                        "stdout_readerInterrupted_streamsStayWhole"),
                Mutant.ofProcess("errors are in the output", ErrorsMixed::new, "streams_outputAndErrors_areKeptApart"),
                Mutant.ofProcess("output is hoarded", Hoarder::new, "stdout_notRead_holdsTheProgramBack"));
    }

    private static Mutant stdout(String name, UnaryOperator<InputStream> breaking, String... killedBy) {
        return Mutant.ofProcess(name, process -> new WithStdout(process, breaking.apply(process.stdout())), killedBy);
    }

    private static final class WithStdout extends ForwardingProcess {
        private final InputStream stdout;

        WithStdout(RuntimeProcess real, InputStream stdout) {
            super(real);
            this.stdout = stdout;
        }

        @Override
        public InputStream stdout() {
            return stdout;
        }
    }

    private static final class EndOfInputLost extends ForwardingProcess {
        EndOfInputLost(RuntimeProcess real) {
            super(real);
        }

        @Override
        public OutputStream stdin() {
            return new FilterOutputStream(real.stdin()) {
                @Override
                public void close() {}
            };
        }
    }

    private static final class EndOfInputClosesAll extends ForwardingProcess {
        EndOfInputClosesAll(RuntimeProcess real) {
            super(real);
        }

        @Override
        public OutputStream stdin() {
            return new FilterOutputStream(real.stdin()) {
                @Override
                public void close() {
                    real.close();
                }
            };
        }
    }

    private static final class ErrorsMixed extends ForwardingProcess {
        ErrorsMixed(RuntimeProcess real) {
            super(real);
        }

        @Override
        public InputStream stdout() {
            return new SequenceInputStream(real.stdout(), real.stderr());
        }

        @Override
        public InputStream stderr() {
            return InputStream.nullInputStream();
        }
    }

    private static final class Hoarder extends ForwardingProcess {
        Hoarder(RuntimeProcess real) {
            super(real);
            Thread thread = new Thread(this::hoard, "headjack-test-hoarder");
            thread.setDaemon(true);
            thread.start();
        }

        private void hoard() {
            try {
                real.stdout().readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Turns what it reads through a change of whole contents. */
    private abstract static class WholeStream extends FilterInputStream {
        private InputStream whole;

        WholeStream(InputStream in) {
            super(in);
        }

        abstract byte[] change(byte[] all);

        @Override
        public int read() throws IOException {
            return whole().read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return whole().read(target, offset, length);
        }

        private InputStream whole() throws IOException {
            if (whole == null) {
                whole = new ByteArrayInputStream(change(in.readAllBytes()));
            }
            return whole;
        }
    }

    private static final class TextStream extends WholeStream {
        TextStream(InputStream in) {
            super(in);
        }

        @Override
        byte[] change(byte[] all) {
            return new String(all, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final class HeldBackStream extends WholeStream {
        HeldBackStream(InputStream in) {
            super(in);
        }

        @Override
        byte[] change(byte[] all) {
            return all;
        }
    }

    private static final class CutStream extends WholeStream {
        CutStream(InputStream in) {
            super(in);
        }

        @Override
        byte[] change(byte[] all) {
            return Arrays.copyOf(all, Math.min(all.length, MEBIBYTE));
        }
    }

    private static final class UnclosedStream extends FilterInputStream {
        UnclosedStream(InputStream in) {
            super(in);
        }

        @Override
        public void close() {}
    }

    /** Does something wrong when its reader is interrupted. */
    private static final class InterruptibleStream extends FilterInputStream {
        private final Closeable wrong;

        InterruptibleStream(InputStream in, Closeable wrong) {
            super(in);
            this.wrong = wrong;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            try {
                return in.read(target, offset, length);
            } catch (InterruptedIOException e) {
                wrong.close();
                throw e;
            }
        }
    }
}
