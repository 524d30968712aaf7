package io.headjack.internal.process;

import java.io.IOException;

/** A program printed more than its reader takes. */
public final class OutputTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputTooLargeException(long limit) {
        super("more than " + limit + " bytes of output");
    }
}
