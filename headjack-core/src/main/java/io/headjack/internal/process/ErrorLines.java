package io.headjack.internal.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/** The error output of a program, from which the news of its work are taken out. */
final class ErrorLines {
    private static final int LONGEST = 4_096;

    private ErrorLines() {}

    /** Reads to the end and keeps the beginning. A carriage return ends a line too: news are written over each other. */
    static void drain(InputStream stream, Predicate<String> progress, int keep, ByteArrayOutputStream kept)
            throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
            for (int i = 0; i < n; i++) {
                line.write(buffer[i]);
                if (buffer[i] == '\n' || buffer[i] == '\r' || line.size() == LONGEST) {
                    accept(line, progress, keep, kept);
                }
            }
        }
        accept(line, progress, keep, kept);
    }

    private static void accept(
            ByteArrayOutputStream line, Predicate<String> progress, int keep, ByteArrayOutputStream kept) {
        if (line.size() > 0
                && !progress.test(line.toString(StandardCharsets.UTF_8).strip())) {
            kept.write(line.toByteArray(), 0, Math.min(line.size(), Math.max(0, keep - kept.size())));
        }
        line.reset();
    }
}
