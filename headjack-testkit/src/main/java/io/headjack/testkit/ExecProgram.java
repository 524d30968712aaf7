package io.headjack.testkit;

import java.io.IOException;

/**
 * A program of a {@link FakeContainerRuntime}. It runs on a thread of its own; an interrupt of that thread is TERM, and a
 * program that lets the {@link InterruptedException} or {@link java.io.InterruptedIOException} through has died of it.
 */
@FunctionalInterface
public interface ExecProgram {
    /**
     * Runs the program to its end.
     *
     * @param call what it was started with
     * @return its exit code, 0 to 255
     * @throws IOException if it fails; it then ends with code 1 and the message on its standard error
     * @throws InterruptedException if TERM ended it
     */
    int run(ExecCall call) throws IOException, InterruptedException;
}
