package io.headjack;

import io.headjack.error.InvalidRequestException;

/**
 * What a person calls a session. Unique among the sessions of an instance. May hold any printable text, spaces, dots,
 * colons and other scripts included.
 *
 * @param value 1 to 200 characters, none of them a control character, no slash, not blank
 */
public record SessionName(String value) implements Comparable<SessionName> {
    private static final int MAX = 200;

    /**
     * Checks length and characters.
     *
     * @param value 1 to 200 characters, none of them a control character, no slash, not blank
     */
    public SessionName {
        if (value.isBlank()
                || value.length() > MAX
                || value.indexOf('/') >= 0
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException("invalid session name \"" + value.replaceAll("\\p{Cntrl}", "?")
                    + "\": a name has 1 to " + MAX + " characters, no control character and no slash");
        }
    }

    @Override
    public int compareTo(SessionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
