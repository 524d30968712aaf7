package io.headjack.examples.hjk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads settings of a runtime from the words {@code --name value} and {@code --name=value}. */
final class RuntimeFlags {
    private RuntimeFlags() {}

    static Map<String, List<String>> parse(List<String> words) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        List<String> values = List.of();
        for (String word : words) {
            if (word.startsWith("--") && word.length() > 2) {
                int equals = word.indexOf('=');
                String name = word.substring(2, equals < 0 ? word.length() : equals);
                values = flags.computeIfAbsent(name, absent -> new ArrayList<>());
                if (equals >= 0) {
                    values.add(word.substring(equals + 1));
                }
            } else if (flags.isEmpty()) {
                throw new Failure(
                        ExitCode.USAGE,
                        "not a setting of the runtime: \"" + word + "\"",
                        "after -- write --name value or --name=value");
            } else {
                values.add(word);
            }
        }
        return flags;
    }
}
