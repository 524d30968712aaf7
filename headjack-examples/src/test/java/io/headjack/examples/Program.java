package io.headjack.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program of its own to its end, as a reader of the examples would. */
final class Program {
    private final Path directory;
    private final Path output;
    private final Map<String, String> environment;

    /**
     * Names where programs run.
     *
     * @param directory their working directory
     * @param output the file that takes what they print
     * @param environment variables on top of this program's own
     */
    Program(Path directory, Path output, Map<String, String> environment) {
        this.directory = directory;
        this.output = output;
        this.environment = environment;
    }

    /** Runs a class of the class path, and returns what it printed once it has succeeded. */
    String java(String main, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath(), main));
        List.of(arguments).forEach(argument -> command.add(argument.toString()));
        return run(command, "");
    }

    /** Runs any program, and returns what it printed once it has succeeded. */
    String run(List<String> command, String input) throws IOException, InterruptedException {
        File given = Files.writeString(output.resolveSibling("input"), input).toFile();
        Path errors = output.resolveSibling("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(given)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        String printed = Files.readString(output);
        String all = printed + Files.readString(errors);
        String last = command.get(command.size() - 1);
        assertThat(ended).as("… %s ended, having printed %s", last, all).isTrue();
        assertThat(process.exitValue()).as("… %s printed %s", last, all).isZero();
        return printed;
    }

    /** The tests' own class path, without the tests: what an embedding program has. */
    static String classPath() {
        return String.join(
                File.pathSeparator,
                List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                        .filter(entry -> !entry.endsWith("test-classes"))
                        .toList());
    }
}
