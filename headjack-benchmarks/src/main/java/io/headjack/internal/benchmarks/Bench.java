package io.headjack.internal.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Runs all benchmarks: {@code [--quick] [--write FILE]}, where the file has a place for the results. */
public final class Bench {
    private Bench() {}

    /** Prints the results, and writes them where that was asked. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = Arrays.asList(arguments);
        Report report = run(words.contains("--quick") ? Sizes.QUICK : Sizes.FULL);
        System.out.println(report.text());
        int write = words.indexOf("--write");
        if (write >= 0) {
            report.into(Path.of(words.get(write + 1)));
        }
    }

    static Report run(Sizes sizes) throws Exception {
        Path directory = Files.createTempDirectory("headjack-bench-").toRealPath();
        try {
            List<Comparison> all = new ArrayList<>(new CatalogBenchmark(sizes, directory).run());
            EngineBenchmark engine = new EngineBenchmark(sizes, directory);
            all.addAll(engine.run());
            all.addAll(new GitBenchmark(sizes, directory).run());
            return new Report(all, engine.notes());
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
