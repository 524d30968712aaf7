package io.headjack.internal.agent;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Appends the lines that are missing. */
final class LineMerge implements FileMerge {
    @Override
    public Optional<String> merge(String present, String wanted) {
        Set<String> there = present.lines().map(String::strip).collect(Collectors.toSet());
        List<String> missing = wanted.lines()
                .filter(line -> !line.isBlank() && !there.contains(line.strip()))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String begin = present.isEmpty() || present.endsWith("\n") ? present : present + "\n";
        return Optional.of(begin + String.join("\n", missing) + "\n");
    }
}
