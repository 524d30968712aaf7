package io.headjack.internal.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A part of a YAML document, and where it is.
 *
 * @param line the line it begins on, from 1
 * @param column the column it begins in, from 1
 * @param start how many characters come before it
 * @param end how many characters come before what follows it
 * @param kind what it is
 * @param text a scalar as it is written, or else empty
 * @param items what a list holds
 * @param entries what a map holds
 */
public record YamlNode(
        int line,
        int column,
        int start,
        int end,
        Kind kind,
        String text,
        List<YamlNode> items,
        Map<String, Entry> entries) {
    /** What a part is. */
    public enum Kind {
        NOTHING,
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        MAP
    }

    /**
     * A name in a map and what it stands for.
     *
     * @param name the name
     * @param value what it stands for
     */
    public record Entry(YamlNode name, YamlNode value) {}

    /** Nothing there, or a list or a map of nothing. */
    public boolean isEmpty() {
        return switch (kind) {
            case NOTHING -> true;
            case LIST -> items.isEmpty();
            case MAP -> entries.isEmpty();
            default -> false;
        };
    }

    public boolean isScalar() {
        return kind == Kind.TEXT || kind == Kind.NUMBER || kind == Kind.FLAG;
    }

    public Optional<YamlNode> find(String name) {
        @Nullable Entry entry = entries.get(name);
        return Optional.ofNullable(entry).map(Entry::value);
    }

    /** Returns it on one line, for a person. */
    @Override
    public String toString() {
        return switch (kind) {
            case LIST -> items.stream().map(YamlNode::toString).collect(Collectors.joining(", ", "[", "]"));
            case MAP ->
                entries.entrySet().stream()
                        .map(each -> each.getKey() + ": " + each.getValue().value())
                        .collect(Collectors.joining(", ", "{", "}"));
            default -> text;
        };
    }
}
