package io.headjack.internal.benchmarks;

import java.io.File;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A plain command, as a person would type it. */
final class Command {
    private Command() {}

    /** Runs it to its end and returns its standard output. */
    static String run(Path directory, List<String> words) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(words + " ended with " + exit);
        }
        return output;
    }

    /** As {@link #run}, with an input, and without what it prints. */
    static void feed(Path directory, List<String> words, byte[] input) throws Exception {
        Process process = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        }
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(words + " ended with " + exit);
        }
    }
}
