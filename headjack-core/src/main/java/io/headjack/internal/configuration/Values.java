package io.headjack.internal.configuration;

import io.headjack.error.InvalidRequestException;
import io.headjack.internal.json.YamlNode;
import io.headjack.internal.json.YamlNode.Entry;
import io.headjack.internal.json.YamlNode.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What the keys of the file stand for. Each error names the place, and what is written there. */
final class Values {
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long LONGEST_SECONDS = 86_400;
    private static final long LONGEST_MILLISECONDS = 10_000;

    private final ConfigurationFile file;
    private final Expansion expansion;

    Values(ConfigurationFile file, Expansion expansion) {
        this.file = file;
        this.expansion = expansion;
    }

    Optional<String> text(String key) {
        return file.find(key).map(node -> {
            if (node.kind() != Kind.TEXT) {
                throw file.wrong(node, key, "must be text, was " + node);
            }
            String value = scalar(key, node, expansion::expand);
            if (value.isBlank() || value.chars().anyMatch(Character::isISOControl)) {
                throw file.wrong(node, key, "must be text without control characters, and not blank");
            }
            return value;
        });
    }

    /** Reads one of some words, and returns what it stands for. */
    <T> Optional<T> choice(String key, Map<String, T> choices) {
        return file.find(key).map(node -> {
            T chosen = choices.get(node.text());
            if (chosen == null) {
                throw file.wrong(node, key, "must be one of " + new TreeSet<>(choices.keySet()) + ", was " + node);
            }
            return chosen;
        });
    }

    /** Reads words that may be recorded. */
    Optional<List<String>> words(String key) {
        return file.find(key).map(node -> list(key, node, Expansion::withoutVariables));
    }

    /** Reads words in which dollar signs are what they are. */
    Optional<List<String>> literals(String key) {
        return file.find(key).map(node -> list(key, node, text -> text));
    }

    Optional<List<Pattern>> patterns(String key) {
        return file.find(key).map(node -> {
            List<Pattern> patterns = new ArrayList<>();
            list(key, node, text -> {
                try {
                    patterns.add(Pattern.compile(text));
                } catch (PatternSyntaxException e) {
                    throw new IllegalArgumentException(
                            "must be a regular expression of Java, was '" + text + "': " + e.getDescription(), e);
                }
                return text;
            });
            return patterns;
        });
    }

    Optional<Duration> seconds(String key) {
        return whole(key, "seconds", LONGEST_SECONDS).map(Duration::ofSeconds);
    }

    Optional<Duration> milliseconds(String key) {
        return whole(key, "milliseconds", LONGEST_MILLISECONDS).map(Duration::ofMillis);
    }

    private Optional<Long> whole(String key, String unit, long longest) {
        return file.find(key).map(node -> {
            if (node.kind() == Kind.NUMBER && node.text().matches("[0-9]{1,5}")) {
                long number = Long.parseLong(node.text());
                if (number > 0 && number <= longest) {
                    return number;
                }
            }
            throw file.wrong(node, key, "must be whole " + unit + ", 1 to " + longest + ", was " + node);
        });
    }

    /**
     * Reads variables with their values.
     *
     * @param problems is told of each that needs a missing variable of the environment, and is left out therefore
     */
    Map<String, String> variables(String key, Consumer<String> problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        entries(key).forEach((name, entry) -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw file.wrong(
                        entry.name(),
                        key + "." + name,
                        "is no name of a variable: letters, digits and underscores, no digit first");
            }
            YamlNode value = entry.value();
            Optional<String> missing = value.isScalar() ? expansion.missingIn(value.text()) : Optional.empty();
            missing.ifPresentOrElse(
                    problem -> problems.accept(file.problem(value, key + "." + name, problem)),
                    () -> variables.put(name, scalar(key + "." + name, value, expansion::expand)));
        });
        return variables;
    }

    /** Reads texts by name, in which dollar signs are what they are. */
    Map<String, String> literalsByName(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        entries(key).forEach((name, entry) -> texts.put(name, scalar(key + "." + name, entry.value(), text -> text)));
        return texts;
    }

    Optional<Boolean> flag(String key) {
        return file.find(key).map(node -> {
            if (node.kind() != Kind.FLAG) {
                throw file.wrong(node, key, "must be true or false, was " + node);
            }
            return Boolean.parseBoolean(node.text());
        });
    }

    /** Reads text that may be recorded, and makes something of it that may refuse it. */
    <T> Optional<T> made(String key, Function<String, T> maker) {
        return file.find(key).map(node -> {
            String text = scalar(key, node, Expansion::withoutVariables);
            return make(node, key, () -> maker.apply(text));
        });
    }

    /** Makes something of what stands at a place; whoever does so may refuse it. */
    <T> T make(YamlNode node, String key, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException | InvalidRequestException e) {
            throw file.wrong(node, key, String.valueOf(e.getMessage()));
        }
    }

    /** Whether a variable is written with one of the environment, and so may hold a secret. */
    boolean isOfTheEnvironment(String key, String name) {
        @Nullable Entry entry = entries(key).get(name);
        return entry != null && entry.value().text().replace("$${", "").contains("${");
    }

    Map<String, List<String>> flags(String key) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        entries(key).forEach((name, entry) -> {
            YamlNode value = entry.value();
            String flag = key + "." + name;
            flags.put(
                    name,
                    value.kind() == Kind.LIST
                            ? list(flag, value, Expansion::withoutVariables)
                            : List.of(scalar(flag, value, Expansion::withoutVariables)));
        });
        return flags;
    }

    private Map<String, Entry> entries(String key) {
        return file.find(key)
                .filter(node -> !node.isEmpty())
                .map(node -> {
                    if (node.kind() != Kind.MAP) {
                        throw file.wrong(node, key, "must have names below it, each with a value, was " + node);
                    }
                    return node.entries();
                })
                .orElse(Map.of());
    }

    private List<String> list(String key, YamlNode node, UnaryOperator<String> reading) {
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.kind() != Kind.LIST) {
            throw file.wrong(node, key, "must be a list, such as [one, two], was " + node);
        }
        return node.items().stream().map(item -> scalar(key, item, reading)).toList();
    }

    private String scalar(String key, YamlNode node, UnaryOperator<String> reading) {
        if (!node.isScalar()) {
            throw file.wrong(node, key, "must be one text here, was " + (node.isEmpty() ? "nothing" : node));
        }
        if (node.text().indexOf('\0') >= 0) {
            throw file.wrong(node, key, "holds a NUL character, which no program can be given");
        }
        try {
            return reading.apply(node.text());
        } catch (IllegalArgumentException e) {
            throw file.wrong(node, key, String.valueOf(e.getMessage()));
        }
    }
}
