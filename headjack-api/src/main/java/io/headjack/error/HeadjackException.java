package io.headjack.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The root of all that Headjack throws. Unchecked; its subclasses are split by what the caller does next.
 *
 * <p>A message can be printed as it is, whatever words of a repository, a container or an engine are in it: characters that
 * control a terminal or the direction of reading are question marks, and it has at most {@value #LONGEST} characters. Messages
 * of causes that are not Headjack's are as they were.
 */
public abstract class HeadjackException extends RuntimeException {
    /** How many characters a message has at most. */
    static final int LONGEST = 65_536;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\n\t]]");
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message what failed, on what, and what to do about it
     */
    protected HeadjackException(String message) {
        super(printable(message));
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message what failed, on what, and what to do about it
     * @param cause what led to it, if anything did
     */
    protected HeadjackException(String message, @Nullable Throwable cause) {
        super(printable(message), cause);
    }

    private static String printable(String message) {
        String some = message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
        return UNPRINTABLE.matcher(some).replaceAll("?");
    }
}
