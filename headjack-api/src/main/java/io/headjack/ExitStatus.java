package io.headjack;

import io.headjack.error.InvalidRequestException;
import java.util.OptionalInt;

/**
 * How a program ended. A program that died of a signal has the code a shell would give it: 128 plus the signal.
 *
 * @param code the exit code, 0 to 255
 */
public record ExitStatus(int code) {
    private static final int SIGNAL_BASE = 128;
    private static final int LAST_SIGNAL = 64;

    /**
     * Checks that the code is one that a program can have.
     *
     * @param code the exit code, 0 to 255
     * @throws InvalidRequestException if it is not
     */
    public ExitStatus {
        if (code < 0 || code > 255) {
            throw new InvalidRequestException("exit code must be 0 to 255, was " + code);
        }
    }

    /**
     * Tells whether the program said that it succeeded.
     *
     * @return true for code 0
     */
    public boolean isSuccess() {
        return code == 0;
    }

    /**
     * Returns the signal that a code above 128 stands for. A program can also choose such a code itself; the two cannot
     * be told apart.
     *
     * @return the signal's number, or empty
     */
    public OptionalInt signal() {
        return code > SIGNAL_BASE && code <= SIGNAL_BASE + LAST_SIGNAL
                ? OptionalInt.of(code - SIGNAL_BASE)
                : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return Integer.toString(code);
    }
}
