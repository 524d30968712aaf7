package io.headjack.spi;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON in which an agent keeps what it is let in by. Fields are named by the names on the way to them, with dots
 * between.
 *
 * @param path where it is below the home directory, here as inside
 * @param fields the fields that it must have
 * @param token the field that becomes the variable inside, in place of the file; or null if the file itself is needed
 * @param expires the field that says when it ends, in milliseconds since 1970 or as ISO 8601; or null
 * @param account the field that tells whose it is, so that what the agent has refreshed is known again; or null
 * @param optional whether it may be missing
 * @param written whether the agent takes the token from this file and not from the variable: in a home of its own it is in
 *     there with nothing else
 */
public record CredentialFile(
        String path,
        List<String> fields,
        @Nullable String token,
        @Nullable String expires,
        @Nullable String account,
        boolean optional,
        boolean written) {
    private static final Pattern BELOW_HOME =
            Pattern.compile("(?!\\.{1,2}(?:/|$))[^/\\p{Cntrl}]+(?:/(?!\\.{1,2}(?:/|$))[^/\\p{Cntrl}]+)*");

    /**
     * Checks the path and copies the fields.
     *
     * @param path where it is below the home directory, here as inside
     * @param fields the fields that it must have
     * @param token the field that becomes the variable inside, in place of the file; or null if the file itself is needed
     * @param expires the field that says when it ends, in milliseconds since 1970 or as ISO 8601; or null
     * @param account the field that tells whose it is, so that what the agent has refreshed is known again; or null
     * @param optional whether it may be missing
     * @param written whether the agent takes the token from this file and not from the variable
     */
    public CredentialFile {
        if (!BELOW_HOME.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "the file of a credential must be below the home directory, without . and .., was " + path);
        }
        if (written && token == null) {
            throw new IllegalArgumentException("a file that is written must say where its token is, but not " + path);
        }
        fields = List.copyOf(fields);
    }
}
