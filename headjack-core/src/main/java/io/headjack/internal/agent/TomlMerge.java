package io.headjack.internal.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds keys and tables line by line, as programs write them: a table with its name in brackets, and below it one key on each
 * line. What says the same in another way is not understood, and such a file is left alone.
 */
final class TomlMerge implements FileMerge {
    private static final Pattern TABLE = Pattern.compile("\\s*\\[([^\\[\\]]{1,500})]\\s*(?:#.*)?");
    private static final Pattern ITEM = Pattern.compile("\\s*\\[\\[[^\\[\\]]{1,500}]]\\s*(?:#.*)?");
    private static final Pattern KEY = Pattern.compile("\\s*([^=#\\s\\[][^=]{0,500}?)\\s*=.*");

    @Override
    public Optional<String> merge(String present, String wanted) {
        if (present.contains("\"\"\"") || present.contains("'''")) {
            throw new IllegalArgumentException("it has text of more than one line");
        }
        Map<String, List<String>> there = tables(present);
        Map<String, List<String>> changed = tables(present);
        tables(wanted).forEach((table, lines) -> add(changed, table, lines));
        return changed.equals(there) ? Optional.empty() : Optional.of(text(changed));
    }

    private static void add(Map<String, List<String>> tables, String table, List<String> wanted) {
        if (!tables.containsKey(table)) {
            refuseOtherForms(tables, table);
            tables.put(table, new ArrayList<>());
            if (ofNone(tables).isEmpty() && tables.size() == 2) {
                tables.get(table).add("[" + table + "]");
            } else {
                tables.get(table).addAll(List.of("", "[" + table + "]"));
            }
        }
        List<String> lines = tables.get(table);
        for (String line : wanted) {
            String key = key(line);
            if (!key.isEmpty() && lines.stream().map(TomlMerge::key).noneMatch(key::equals)) {
                lines.add(end(lines), line);
            }
        }
    }

    /** The table may be there as {@code first.second = …} or {@code first = { … }}, and must not be there twice. */
    private static void refuseOtherForms(Map<String, List<String>> tables, String table) {
        String first = table.split("[.\\s]", 2)[0];
        ofNone(tables).stream()
                .map(TomlMerge::key)
                .filter(key -> key.equals(first) || key.startsWith(first + ".") || key.startsWith("\"" + first + "\""))
                .findFirst()
                .ifPresent(key -> {
                    throw new IllegalArgumentException("it has " + first + " in another form than [" + table + "]");
                });
    }

    /** The lines before the first table. */
    private static List<String> ofNone(Map<String, List<String>> tables) {
        return tables.getOrDefault("", List.of());
    }

    /** Before the blank lines at the end of a table. */
    private static int end(List<String> lines) {
        int end = lines.size();
        while (end > 0 && lines.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    /** The lines of each table with its heading; those before the first belong to none. */
    private static Map<String, List<String>> tables(String text) {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        String table = "";
        tables.put(table, new ArrayList<>());
        for (String line : text.lines().toList()) {
            Matcher heading = TABLE.matcher(line);
            if (heading.matches()) {
                table = heading.group(1).strip();
                if (tables.containsKey(table)) {
                    throw new IllegalArgumentException("it has the table [" + table + "] twice");
                }
                tables.put(table, new ArrayList<>());
            } else if (ITEM.matcher(line).matches()) {
                // One of several of this name: never one that is wanted.
                table = line.strip() + " " + tables.size();
                tables.put(table, new ArrayList<>());
            } else if (line.strip().startsWith("[")) {
                throw new IllegalArgumentException("it has a line that begins with a bracket and is no table");
            }
            tables.get(table).add(line);
        }
        return tables;
    }

    private static String key(String line) {
        Matcher key = KEY.matcher(line);
        return key.matches() ? key.group(1) : "";
    }

    private static String text(Map<String, List<String>> tables) {
        StringBuilder text = new StringBuilder();
        tables.values().stream()
                .flatMap(List::stream)
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
