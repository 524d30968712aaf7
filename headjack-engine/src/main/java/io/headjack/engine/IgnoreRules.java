package io.headjack.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The rules of a .dockerignore: the last one that matches a path, or a directory above it, decides. */
final class IgnoreRules {
    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    private record Rule(Pattern pattern, boolean exception) {}

    static IgnoreRules parse(List<String> lines) {
        List<Rule> rules = new ArrayList<>();
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || line.startsWith("#")) {
                continue;
            }
            boolean exception = text.startsWith("!");
            String path = clean(exception ? text.substring(1).strip() : text);
            if (!path.isEmpty()) {
                rules.add(new Rule(pattern(path), exception));
            }
        }
        return new IgnoreRules(rules);
    }

    boolean matches(String path) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.exception() == ignored && matches(rule.pattern(), path)) {
                ignored = !rule.exception();
            }
        }
        return ignored;
    }

    /** Whether something below an ignored directory may be wanted. */
    boolean hasExceptions() {
        return rules.stream().anyMatch(Rule::exception);
    }

    private static boolean matches(Pattern pattern, String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            if (pattern.matcher(path.substring(0, end)).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String clean(String path) {
        String normal = Path.of("/").resolve(path).normalize().toString();
        return normal.substring(1);
    }

    private static Pattern pattern(String path) {
        StringBuilder expression = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (path.startsWith("**/", i)) {
                expression.append("(?:.*/)?");
                i += 2;
            } else if (path.startsWith("**", i)) {
                expression.append(".*");
                i++;
            } else if (c == '*') {
                expression.append("[^/]*");
            } else if (c == '?') {
                expression.append("[^/]");
            } else if (c == '\\' && i + 1 < path.length()) {
                i++;
                expression.append(Pattern.quote(path.substring(i, i + 1)));
            } else {
                expression.append(Pattern.quote(path.substring(i, i + 1)));
            }
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }
}
