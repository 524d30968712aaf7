package io.headjack.internal.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results as a table. */
final class Report {
    private static final String BEGIN = "<!-- results -->\n";
    private static final String END = "<!-- end of results -->";

    private final List<Comparison> results;
    private final List<String> notes;

    Report(List<Comparison> results, List<String> notes) {
        this.results = List.copyOf(results);
        this.notes = List.copyOf(notes);
    }

    List<Comparison> results() {
        return results;
    }

    String text() {
        List<String> lines = new ArrayList<>();
        Runtime machine = Runtime.getRuntime();
        lines.add("Measured " + LocalDate.now(ZoneOffset.UTC) + ", " + machine.availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.specification.version") + ".");
        lines.add("");
        lines.add("| operation | against | ms | plain ms | ratio | target |");
        lines.add("|---|---|---|---|---|---|");
        results.forEach(each -> lines.add(each.row()));
        lines.add("");
        for (String name : List.of("catalog update", "catalog look-up", "catalog list")) {
            lines.add("Growth of " + name + ": " + growth(name) + ".");
        }
        lines.addAll(notes);
        return String.join("\n", lines);
    }

    /** Says how many times as long the larger catalogs take as the smallest. */
    private String growth(String name) {
        List<Comparison> sizes = results.stream()
                .filter(each -> each.name().matches(name + ", \\d+ instances"))
                .toList();
        List<String> times = new ArrayList<>();
        for (Comparison each : sizes) {
            times.add(String.format(
                    Locale.ROOT,
                    "%s × %.1f",
                    each.name().replaceAll("\\D+", ""),
                    each.milliseconds() / sizes.get(0).milliseconds()));
        }
        return String.join(", ", times);
    }

    /** Puts the table into a document, between its two marks. */
    void into(Path document) throws IOException {
        String old = Files.readString(document);
        int begin = old.indexOf(BEGIN);
        int end = old.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(document + " has no place for results");
        }
        Files.writeString(
                document, old.substring(0, begin + BEGIN.length()) + "\n" + text() + "\n\n" + old.substring(end));
    }
}
