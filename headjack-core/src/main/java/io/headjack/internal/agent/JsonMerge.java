package io.headjack.internal.agent;

import io.headjack.internal.json.Documents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds the fields that an object lacks, and to lists the items that they lack. */
final class JsonMerge implements FileMerge {
    @Override
    public Optional<String> merge(String present, String wanted) {
        Map<String, Object> there = present.isBlank() ? Map.of() : read(present);
        Map<String, Object> merged = merged(there, read(wanted));
        return merged.equals(there)
                ? Optional.empty()
                : Optional.of(new String(Documents.writeJson(merged), StandardCharsets.UTF_8) + "\n");
    }

    private static Map<String, Object> read(String text) {
        try {
            return Documents.readJson(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The message of a parser may hold what is in the file.
            throw new IllegalArgumentException("it is no JSON object", e);
        }
    }

    private static Map<String, Object> merged(Map<?, ?> there, Map<?, ?> wanted) {
        Map<String, Object> merged = new LinkedHashMap<>();
        there.forEach((name, value) -> merged.put(String.valueOf(name), value));
        wanted.forEach((name, value) -> merged.merge(String.valueOf(name), value, JsonMerge::value));
        return merged;
    }

    private static Object value(Object there, Object wanted) {
        if (there instanceof Map<?, ?> fields && wanted instanceof Map<?, ?> more) {
            return merged(fields, more);
        }
        if (there instanceof List<?> items && wanted instanceof List<?> more) {
            List<Object> all = new ArrayList<>(items);
            more.stream().filter(each -> !all.contains(each)).forEach(all::add);
            return all;
        }
        return there;
    }
}
