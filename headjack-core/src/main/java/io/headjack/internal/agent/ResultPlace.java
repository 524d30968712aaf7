package io.headjack.internal.agent;

import io.headjack.spi.HeadlessMode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A place in what an agent prints, in the form that {@link HeadlessMode} tells.
 *
 * @param place names joined by slashes, with conditions
 */
record ResultPlace(String place) {
    /** Returns what stands there in each of these objects that have it. */
    Stream<Object> in(Stream<Map<String, Object>> objects) {
        return place.isEmpty() ? Stream.empty() : objects.flatMap(each -> find(each).stream());
    }

    private Optional<Object> find(Object top) {
        Optional<Object> found = Optional.of(top);
        for (String step : place.split("/")) {
            int condition = step.indexOf('?');
            String name = condition < 0 ? step : step.substring(0, condition);
            if (!name.isEmpty()) {
                found = found.flatMap(each -> field(each, name));
            }
            if (condition >= 0) {
                String[] wanted = step.substring(condition + 1).split("=", 2);
                found = found.filter(each -> field(each, wanted[0])
                        .filter(value -> value.equals(wanted[wanted.length - 1]))
                        .isPresent());
            }
        }
        return found;
    }

    private static Optional<Object> field(Object object, String name) {
        return object instanceof Map<?, ?> fields ? Optional.ofNullable(fields.get(name)) : Optional.empty();
    }
}
