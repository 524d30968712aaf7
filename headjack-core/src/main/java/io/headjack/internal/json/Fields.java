package io.headjack.internal.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a document one by one; those that nobody asked for are kept as they are. */
public final class Fields {
    private final String where;
    private final Map<String, Object> rest;

    public Fields(String where, @Nullable Object document) {
        this.where = where;
        this.rest = new LinkedHashMap<>(map(where, document));
    }

    public String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> new IllegalArgumentException(where + " lacks the field \"" + name + "\""));
    }

    public Optional<String> optionalText(String name) {
        Object value = rest.remove(name);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException(where + ": \"" + name + "\" must be text, was " + value);
        }
        return Optional.ofNullable((String) value);
    }

    public long number(String name, long otherwise) {
        return rest.remove(name) instanceof Number number ? number.longValue() : otherwise;
    }

    public double decimal(String name, double otherwise) {
        return rest.remove(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    public boolean flag(String name, boolean otherwise) {
        return rest.remove(name) instanceof Boolean value ? value : otherwise;
    }

    public List<Object> list(String name) {
        Object value = rest.remove(name);
        return value instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    public List<String> texts(String name) {
        return list(name).stream().map(String::valueOf).toList();
    }

    public Map<String, Object> map(String name) {
        Object value = rest.remove(name);
        return value == null ? Map.of() : map(where + "." + name, value);
    }

    /** Returns the fields that were not read. */
    public Map<String, Object> rest() {
        return new LinkedHashMap<>(rest);
    }

    private static Map<String, Object> map(String where, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(where + " must be an object, was " + value);
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, entry) -> copy.put(String.valueOf(key), entry));
        return copy;
    }
}
