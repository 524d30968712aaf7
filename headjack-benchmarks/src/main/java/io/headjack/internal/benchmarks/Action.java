package io.headjack.internal.benchmarks;

/** What is timed. */
@FunctionalInterface
interface Action {
    void run() throws Exception;
}
