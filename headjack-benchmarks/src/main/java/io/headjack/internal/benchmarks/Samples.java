package io.headjack.internal.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** The times that one thing took. */
final class Samples {
    private final List<Long> nanoseconds = new ArrayList<>();

    void time(Action action) throws Exception {
        long start = System.nanoTime();
        action.run();
        add(System.nanoTime() - start);
    }

    void time(Action action, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            time(action);
        }
    }

    void add(long time) {
        nanoseconds.add(time);
    }

    /** Returns the median in milliseconds. */
    double median() {
        return percentile(50);
    }

    /** Returns the time in milliseconds that so many of a hundred did not take longer than. */
    double percentile(int hundredths) {
        List<Long> sorted = nanoseconds.stream().sorted().toList();
        return sorted.get(sorted.size() * hundredths / 100) / 1e6;
    }
}
