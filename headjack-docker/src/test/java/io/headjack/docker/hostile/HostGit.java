package io.headjack.docker.hostile;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs as a person at the host runs them: git without any of Headjack's switches. */
final class HostGit {
    private static final long PATIENCE_SECONDS = 60;

    private final Map<String, String> environment;
    private final Path scratch;
    private int fresh;

    HostGit(Map<String, String> environment, Path scratch) {
        this.environment = environment;
        this.scratch = scratch;
    }

    /** What a program printed, errors last, and how it ended; it must end. */
    record Answer(int code, String text) {}

    Answer git(Path where, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        boolean terminal = words.remove("terminal");
        words.replaceAll(
                word -> word.equals("{new}") ? scratch.resolve("new-" + fresh++).toString() : word);
        words.add(0, "git");
        return run(
                where,
                Map.of(),
                terminal ? List.of("script", "--quiet", "--command", String.join(" ", words), "/dev/null") : words);
    }

    /** A git that has to succeed. */
    String must(Path where, String... arguments) {
        Answer answer = git(where, arguments);
        if (answer.code() != 0) {
            throw new AssertionError(String.join(" ", arguments) + " in " + where + ": " + answer.text());
        }
        return answer.text();
    }

    Answer run(Path where, Map<String, String> more, List<String> command) {
        Path output = scratch.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(environment);
        // Where git asks somebody, nobody is there.
        builder.environment().putAll(Map.of("VISUAL", "true", "EDITOR", "true", "PAGER", "cat", "TERM", "xterm"));
        builder.environment().putAll(more);
        try {
            Process process = builder.redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " in " + where + " did not end");
            }
            return new Answer(process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
