package io.headjack;

import io.headjack.error.InvalidRequestException;
import java.util.regex.Pattern;

/**
 * The name of a session for programs: different from every other, safe in file names and in every multiplexer.
 *
 * @param value ten lower-case letters and digits
 */
public record SessionId(String value) implements Comparable<SessionId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{10}");

    /**
     * Checks the form.
     *
     * @param value ten lower-case letters and digits
     */
    public SessionId {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidRequestException("a session id is ten lower-case letters and digits, was \"" + value
                    + "\"; list the sessions to see theirs");
        }
    }

    @Override
    public int compareTo(SessionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
