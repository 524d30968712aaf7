package io.headjack.spi;

import io.headjack.error.HeadjackTimeoutException;
import java.time.Duration;
import java.util.List;

/** A running instance as a {@link Multiplexer} sees it: a place to run programs in. Thread-safe. */
public interface TerminalHost {
    /**
     * Starts a program inside.
     *
     * @param spec what to run
     * @return the running program
     */
    RuntimeProcess exec(ExecSpec spec);

    /**
     * Says how a person starts the same program from a terminal of the host.
     *
     * @param spec what to run
     * @return a program of the host with its arguments
     */
    List<String> execCommand(ExecSpec spec);

    /**
     * Tells whether programs inside run: asked when an answer that should have come at once has not. One that is paused
     * does not run.
     *
     * @return whether it is worth to go on waiting
     */
    default boolean isRunning() {
        return true;
    }

    /**
     * Returns the path of the multiplexer's socket as seen inside. Its directory belongs to the instance's user alone.
     *
     * @return an absolute path of at most 100 bytes
     */
    String socket();

    /**
     * Waits for the one lock of this instance's terminals, which excludes everybody else on this machine who uses the
     * instance, other programs too. It is free as soon as its owner has ended, however that ended. For moments in which
     * a multiplexer cannot bear company; it is not reentrant.
     *
     * @param timeout how long at most
     * @return the lock, to be closed soon
     * @throws HeadjackTimeoutException if somebody else has it all that time
     */
    Lock lock(Duration timeout);

    /** Held until it is closed. */
    interface Lock extends AutoCloseable {
        @Override
        void close();
    }
}
