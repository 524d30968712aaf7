package io.headjack.internal.tmux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version as {@code tmux -V} prints it. */
public record TmuxVersion(int major, int minor) implements Comparable<TmuxVersion> {
    /** The first with everything that is used here. */
    static final TmuxVersion OLDEST = new TmuxVersion(3, 2);

    private static final Pattern NUMBERED = Pattern.compile("tmux (?:next-)?(\\d{1,4})\\.(\\d{1,4})\\S*");
    private static final Pattern UNNUMBERED = Pattern.compile("tmux (?:master|openbsd-\\S+)");

    /** Reads a line such as {@code tmux 3.3a}; what is built from the latest sources counts as newer than all. */
    static Optional<TmuxVersion> parse(String line) {
        Matcher numbered = NUMBERED.matcher(line);
        if (numbered.matches()) {
            return Optional.of(
                    new TmuxVersion(Integer.parseInt(numbered.group(1)), Integer.parseInt(numbered.group(2))));
        }
        return UNNUMBERED.matcher(line).matches()
                ? Optional.of(new TmuxVersion(Integer.MAX_VALUE, 0))
                : Optional.empty();
    }

    /** Tells whether an answer of {@code tmux -V} names a version that has everything that is used here. */
    public static boolean isSupported(String line) {
        return parse(line).filter(version -> version.compareTo(OLDEST) >= 0).isPresent();
    }

    @Override
    public int compareTo(TmuxVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }
}
