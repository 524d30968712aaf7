package io.headjack.docker.durability;

/**
 * One point at which a program is killed.
 *
 * @param scenario the operation
 * @param kind what is counted
 * @param number which of them, from 1; of random kills the nanoseconds after the beginning
 */
record Kill(Scenario scenario, Kind kind, long number) {
    /** What is counted. */
    enum Kind {
        /** Readings of the clock: each line of the journal, before it is written, and a few more. */
        STEP,
        /** Requests to the engine that it never sees. */
        REQUEST_BEFORE,
        /** Requests that the engine gets while the program dies. */
        REQUEST_IN_FLIGHT,
        /** Requests whose answer the program does not live to see. */
        REQUEST_ANSWERED,
        /** Calls of git that go on without the program, beside whoever repairs. */
        GIT_LATE,
        /** Calls of git that have ended. */
        GIT_ENDED,
        /** Any time. */
        RANDOM
    }

    @Override
    public String toString() {
        return scenario + " at " + kind + " " + number;
    }
}
