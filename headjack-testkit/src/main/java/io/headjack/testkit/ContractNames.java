package io.headjack.testkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Reads a test's name as a sentence: {@code start_sameIdAgain_isAConflict} is "start, same id again: is a conflict". */
final class ContractNames extends DisplayNameGenerator.Standard {
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9A])[A-Z]|(?<=[a-z])[0-9]");

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> test, Method method) {
        return sentence(method.getName());
    }

    static String sentence(String name) {
        String[] parts = name.split("_", 3);
        return parts.length < 3 ? name : parts[0] + ", " + words(parts[1]) + ": " + words(parts[2]);
    }

    private static String words(String part) {
        return WORD.matcher(part).replaceAll(ContractNames::apart);
    }

    private static String apart(MatchResult first) {
        return " " + first.group().toLowerCase(Locale.ROOT);
    }
}
