package io.headjack.examples.hjk;

/** What the exit codes of {@code hjk} mean. */
final class ExitCode {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int NOT_FOUND = 3;
    static final int CONFLICT = 4;
    static final int NO_RUNTIME = 5;

    private ExitCode() {}
}
