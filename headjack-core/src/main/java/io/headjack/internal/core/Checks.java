package io.headjack.internal.core;

import io.headjack.error.InvalidRequestException;
import io.headjack.internal.text.Printable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Checks arguments where they are given. */
final class Checks {
    /** Linux takes no single argument beyond 128 KiB; this leaves room for what goes around it. */
    static final int LONGEST_ARGUMENT = 120 * 1024;
    /** A longer prompt goes by file. */
    static final int LONGEST_PROMPT = 1 << 20;

    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Checks() {}

    static String text(String what, String value) {
        if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidRequestException(
                    what + " must be text without control characters, was \"" + Printable.name(value) + "\"");
        }
        return value;
    }

    static String variable(String name, String value) {
        if (!VARIABLE.matcher(name).matches()) {
            throw new InvalidRequestException("invalid name of an environment variable \"" + Printable.name(name)
                    + "\": it must match " + VARIABLE);
        }
        noNul("the value of " + name, value);
        return name;
    }

    static long positive(String what, long value) {
        if (value <= 0) {
            throw new InvalidRequestException(what + " must be above 0, was " + value);
        }
        return value;
    }

    static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new InvalidRequestException(what + " must not be negative, was " + value);
        }
        return value;
    }

    /** Durations may be longer than the 292 years that fit into nanoseconds. */
    static long nanos(Duration value) {
        return value.compareTo(FOREVER) >= 0 ? Long.MAX_VALUE : value.toNanos();
    }

    static List<String> command(List<String> words) {
        if (words.isEmpty() || words.get(0).isEmpty()) {
            throw new InvalidRequestException("the command is empty; name a program");
        }
        words.forEach(word -> argument("an argument of " + words.get(0), word));
        return List.copyOf(words);
    }

    static String argument(String what, String value) {
        noNul(what, value);
        return shorterThan(what, value, LONGEST_ARGUMENT);
    }

    static String prompt(String value) {
        noNul("the prompt", value);
        return shorterThan("the prompt", value, LONGEST_PROMPT);
    }

    static String shorterThan(String what, String value, int bytes) {
        whole(what, value);
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        if (length > bytes) {
            throw new InvalidRequestException(what + " has " + length + " bytes, and " + bytes
                    + " are the most; put it into a file and name the file");
        }
        return value;
    }

    /** Half of a surrogate pair would arrive as a question mark. */
    private static void whole(String what, String value) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new InvalidRequestException(
                    what + " has half of a surrogate pair, which is no character; leave it out");
        }
    }

    private static void noNul(String what, String value) {
        whole(what, value);
        if (value.indexOf('\0') >= 0) {
            throw new InvalidRequestException(what + " holds a NUL character, which no program can be given");
        }
    }
}
