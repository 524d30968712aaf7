package io.headjack;

import io.headjack.error.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name of a branch, without {@code refs/heads/}, by the rules of {@code git check-ref-format --branch}.
 *
 * @param value the name, such as {@code feat/auth}
 */
public record BranchName(String value) implements Comparable<BranchName> {
    private static final int MAX_BYTES = 1_000;
    /** Git keeps a ref as a file of that name, and locks it by another one with five more characters. */
    private static final int MAX_COMPONENT_BYTES = 250;

    /**
     * Checks the name by git's rules; {@link InvalidRequestException} quotes the one that it breaks.
     *
     * @param value the name, such as {@code feat/auth}
     */
    public BranchName {
        Optional<String> broken = brokenRule(value);
        if (broken.isPresent()) {
            throw new InvalidRequestException("invalid branch name \"" + printable(value) + "\": git's rule is that "
                    + broken.get() + "; choose another name");
        }
    }

    private static Optional<String> brokenRule(String name) {
        if (name.isEmpty()) {
            return Optional.of("a branch name cannot be empty");
        }
        if (name.startsWith("-")) {
            return Optional.of("a branch name cannot begin with a dash \"-\"");
        }
        if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7f || " ~^:?*[\\".indexOf(c) >= 0)) {
            return Optional.of("a name cannot have control characters, space, tilde \"~\", caret \"^\", colon \":\", "
                    + "question mark \"?\", asterisk \"*\", open bracket \"[\" or backslash \"\\\" anywhere");
        }
        if (name.contains("..")) {
            return Optional.of("a name cannot have two consecutive dots \"..\" anywhere");
        }
        if (name.contains("@{") || "@".equals(name) || "HEAD".equals(name)) {
            return Optional.of("a name cannot contain \"@{\", nor be \"@\" or \"HEAD\" alone");
        }
        if (name.endsWith(".")) {
            return Optional.of("a name cannot end with a dot \".\"");
        }
        for (String component : name.split("/", -1)) {
            if (component.isEmpty()) {
                return Optional.of("a name cannot begin or end with a slash \"/\" or contain consecutive slashes");
            }
            if (component.startsWith(".") || component.endsWith(".lock")) {
                return Optional.of("no slash-separated component can begin with a dot \".\" or end with \".lock\"");
            }
            if (component.getBytes(StandardCharsets.UTF_8).length > MAX_COMPONENT_BYTES) {
                return Optional.of("a slash-separated component must fit into a file's name (at most "
                        + MAX_COMPONENT_BYTES + " bytes here)");
            }
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            return Optional.of("a name must be text that UTF-8 can hold");
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("a name must fit into a path of the file system (at most " + MAX_BYTES + " bytes here)");
        }
        return Optional.empty();
    }

    private static String printable(String name) {
        String clean = name.replaceAll("\\p{Cntrl}", "?");
        return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
    }

    @Override
    public int compareTo(BranchName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
