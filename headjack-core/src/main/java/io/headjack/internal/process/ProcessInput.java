package io.headjack.internal.process;

import java.io.IOException;
import java.io.OutputStream;

/** What a program reads on its standard input. Runs on a thread of its own; the end of the method is the end of input. */
@FunctionalInterface
public interface ProcessInput {
    /**
     * Writes all of it.
     *
     * @param stdin the program's standard input, closed by the caller
     * @throws IOException if the source fails, or the program no longer reads
     */
    void writeTo(OutputStream stdin) throws IOException;
}
