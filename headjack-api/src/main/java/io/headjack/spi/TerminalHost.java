package io.headjack.spi;

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
     * Returns the path of the multiplexer's socket as seen inside. Its directory belongs to the instance's user alone.
     *
     * @return an absolute path of at most 100 bytes
     */
    String socket();
}
