package io.headjack.internal.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a git command printed, and how it ended. */
final class GitResult {
    private final int exitCode;
    private final byte[] output;
    private final String errors;

    GitResult(int exitCode, byte[] output, String errors) {
        this.exitCode = exitCode;
        this.output = output;
        this.errors = errors;
    }

    int exitCode() {
        return exitCode;
    }

    String errors() {
        return errors;
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    String all() {
        return new String(output, StandardCharsets.UTF_8);
    }

    /** The output without its last line end; a path may hold others. */
    String text() {
        String all = all();
        return all.endsWith("\n") ? all.substring(0, all.length() - 1) : all;
    }

    List<String> lines() {
        String text = text();
        return text.isEmpty() ? List.of() : List.of(text.split("\n", -1));
    }

    /** The records of a command that was called with {@code -z}. */
    List<String> records() {
        List<String> records = new ArrayList<>();
        String all = all();
        for (int start = 0, end = all.indexOf('\0'); end >= 0; start = end + 1, end = all.indexOf('\0', start)) {
            records.add(all.substring(start, end));
        }
        return records;
    }
}
