package io.headjack.spi;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * A program that runs in a container, with its streams.
 *
 * <p>Thread-safe, one thread per stream. An interrupted caller gets {@link java.io.InterruptedIOException} from a stream,
 * with its flag set, and the streams stay whole for the others. Both outputs must be read, or closed, for the program to
 * go on; how much is kept for a slow reader is bounded.
 */
public interface RuntimeProcess extends AutoCloseable {
    /**
     * Returns its standard input. Writing may block until the program reads; closing it is the end of input.
     *
     * @return the same stream each time
     */
    OutputStream stdin();

    /**
     * Returns its standard output, with a terminal everything it prints.
     *
     * @return the same stream each time
     */
    InputStream stdout();

    /**
     * Returns its standard error, with a terminal an empty stream.
     *
     * @return the same stream each time
     */
    InputStream stderr();

    /**
     * Changes the size of its terminal. Without a terminal, or when it has ended, nothing happens.
     *
     * @param size the new size
     */
    void resize(TerminalSize size);

    /**
     * Waits for its end.
     *
     * @param timeout how long at most
     * @return how it ended
     * @throws io.headjack.error.HeadjackTimeoutException if it still runs then
     * @throws io.headjack.error.HeadjackInterruptedException if the calling thread is interrupted
     * @throws io.headjack.error.RuntimeUnavailableException if the engine is gone, so that the exit status is not known
     */
    ExitStatus await(Duration timeout);

    /** Releases the streams. The program itself may go on: a runtime need not be able to end it. Idempotent. */
    @Override
    void close();
}
