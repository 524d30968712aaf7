package io.headjack.internal.configuration;

import io.headjack.internal.os.Environment;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts variables of the environment into values: {@code ${NAME}}, and {@code ${NAME:-otherwise}} where it may be missing or
 * empty. A second dollar sign before the brace makes the signs what they are.
 *
 * @param environment the environment
 */
record Expansion(Environment environment) {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$(\\$\\{)|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:-([^{}]*))?})?");

    /**
     * Returns the text with its variables.
     *
     * @throws IllegalArgumentException if a variable is missing; the message names it and no value
     */
    String expand(String text) {
        Matcher reference = REFERENCE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (reference.find()) {
            reference.appendReplacement(expanded, Matcher.quoteReplacement(value(reference)));
        }
        return reference.appendTail(expanded).toString();
    }

    private String value(Matcher reference) {
        if (reference.group(1) != null) {
            return reference.group(1);
        }
        String name = reference.group(2);
        if (name == null) {
            throw new IllegalArgumentException("has a \"${\" without a variable's name and \"}\" after it;"
                    + " write ${NAME}, ${NAME:-otherwise}, or $${ for the signs themselves");
        }
        if (reference.group(3) != null) {
            return environment.variable(name).orElse(reference.group(4));
        }
        String value = environment.variables().get(name);
        if (value == null) {
            throw new IllegalArgumentException(missing(name));
        }
        return value;
    }

    /** Says which variable is missing that the text cannot do without, and nothing if none is. */
    Optional<String> missingIn(String text) {
        return REFERENCE
                .matcher(text)
                .results()
                .filter(each -> each.group(2) != null && each.group(3) == null)
                .map(each -> each.group(2))
                .filter(name -> !environment.variables().containsKey(name))
                .map(Expansion::missing)
                .findFirst();
    }

    private static String missing(String name) {
        return "names the variable " + name + " of the environment, which is not set; set it or write ${" + name
                + ":-otherwise}";
    }

    /** Returns text that is recorded, and has no variables therefore. */
    static String withoutVariables(String text) {
        if (text.replace("$${", "").contains("${")) {
            throw new IllegalArgumentException("must not name variables of the environment, as it is recorded; give it"
                    + " to the agent by its env, or write $${ for the signs themselves");
        }
        return text.replace("$${", "${");
    }

    /** Returns a path with the home directory in place of a tilde at its beginning. */
    String home(String path) {
        return path.equals("~") || path.startsWith("~/") ? environment.home() + path.substring(1) : path;
    }
}
