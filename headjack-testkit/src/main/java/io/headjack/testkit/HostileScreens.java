package io.headjack.testkit;

import io.headjack.spi.ScreenPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Screens on which a pattern may take long: made of what it begins with, repeats and stops at. Steps are counted, not time,
 * so that every machine gives the same answer.
 */
final class HostileScreens {
    /** What a second is good for on a slow machine. */
    private static final long STEPS = 50_000_000;

    private static final int LINE = 500;

    /** Runs of what stands for itself in a pattern. */
    private static final Pattern LITERAL = Pattern.compile("[^\\\\\\[\\](){}*+?|^$.]+");

    private static final List<String> ALWAYS = List.of(" ", "a", "1", "!", "─", "a ", "aA1 ");

    private HostileScreens() {}

    /** The first text on which the pattern takes too many steps; empty if there is none. */
    static Optional<String> worst(Pattern pattern) {
        return texts(pattern).filter(text -> takesLong(pattern, text)).findFirst();
    }

    private static Stream<String> texts(Pattern pattern) {
        Set<String> pieces = new TreeSet<>(ALWAYS);
        LITERAL.matcher(pattern.pattern()).results().map(MatchResult::group).forEach(pieces::add);
        List<String> texts = new ArrayList<>();
        for (String first : pieces) {
            for (String other : pieces) {
                String line = (first + other.repeat(LINE)).substring(0, LINE);
                texts.add((line + "\n").repeat(ScreenPatterns.LINES).stripTrailing());
                texts.add((line.substring(0, LINE - 1) + "\u0001\n").repeat(ScreenPatterns.LINES));
            }
        }
        return texts.stream();
    }

    private static boolean takesLong(Pattern pattern, String text) {
        try {
            boolean unused = pattern.matcher(new CountedText(text, new AtomicLong(STEPS)))
                    .find();
            return false;
        } catch (TooManySteps e) {
            return true;
        }
    }

    /** A text that can be read only so often. */
    private record CountedText(CharSequence text, AtomicLong left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (left.decrementAndGet() < 0) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new CountedText(text.subSequence(start, end), left);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
