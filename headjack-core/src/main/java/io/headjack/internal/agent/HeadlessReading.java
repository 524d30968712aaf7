package io.headjack.internal.agent;

import io.headjack.ExitStatus;
import io.headjack.HeadlessResult;
import io.headjack.internal.json.Documents;
import io.headjack.spi.HeadlessMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads what an agent printed without a terminal. All of it is hostile: what has not the form that it should have is not there. */
public final class HeadlessReading {
    private static final int LONGEST_NAME = 200;

    private final HeadlessMode mode;

    public HeadlessReading(HeadlessMode mode) {
        this.mode = mode;
    }

    /** Returns the result, or empty if there is no answer in it. */
    public Optional<HeadlessResult> read(String output, ExitStatus exit) {
        if (mode.text().isEmpty()) {
            return Optional.of(output.strip())
                    .filter(text -> !text.isEmpty())
                    .map(text -> new HeadlessResult(
                            text, OptionalDouble.empty(), OptionalInt.empty(), Optional.empty(), exit));
        }
        List<Map<String, Object>> objects = objects(output);
        return in(mode.text(), objects)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .reduce((before, last) -> last)
                .map(text -> new HeadlessResult(text, cost(objects), turns(objects), conversation(objects), exit));
    }

    private OptionalDouble cost(List<Map<String, Object>> objects) {
        double[] costs = in(mode.cost(), objects)
                .filter(Number.class::isInstance)
                .mapToDouble(each -> ((Number) each).doubleValue())
                .filter(each -> Double.isFinite(each) && each >= 0)
                .toArray();
        return costs.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(costs).sum());
    }

    private OptionalInt turns(List<Map<String, Object>> objects) {
        long[] turns = in(mode.turns(), objects)
                .mapToLong(each -> each instanceof Number number ? number.longValue() : 1)
                .filter(each -> each >= 0)
                .toArray();
        return turns.length == 0
                ? OptionalInt.empty()
                : OptionalInt.of((int) Math.min(
                        Integer.MAX_VALUE,
                        Arrays.stream(turns)
                                .map(each -> Math.min(each, Integer.MAX_VALUE))
                                .sum()));
    }

    private Optional<String> conversation(List<Map<String, Object>> objects) {
        return in(mode.conversation(), objects)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(each -> !each.isBlank()
                        && each.length() <= LONGEST_NAME
                        && each.chars().noneMatch(Character::isISOControl))
                .findFirst();
    }

    private static Stream<Object> in(String place, List<Map<String, Object>> objects) {
        return new ResultPlace(place).in(objects.stream());
    }

    /** One object, or one on each line that has one. */
    private static List<Map<String, Object>> objects(String output) {
        return object(output)
                .map(List::of)
                .orElseGet(() -> output.lines()
                        .filter(line -> line.startsWith("{"))
                        .flatMap(line -> object(line).stream())
                        .toList());
    }

    private static Optional<Map<String, Object>> object(String text) {
        try {
            return Optional.of(Documents.readJson(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
