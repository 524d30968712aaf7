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
        List<Long> sorted = nanoseconds.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
