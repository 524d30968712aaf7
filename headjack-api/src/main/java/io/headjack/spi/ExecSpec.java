package io.headjack.spi;

import io.headjack.TerminalSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run in a running container. Immutable.
 *
 * @param command the program and its arguments, given as they are, never through a shell
 * @param environment variables on top of the container's own
 * @param workingDirectory an absolute path inside, or null for the container's own
 * @param user a user inside such as {@code 0} or {@code 1000:1000}, or null for the container's own
 * @param terminal the size of the terminal that it gets, or null for plain streams
 */
public record ExecSpec(
        List<String> command,
        Map<String, String> environment,
        @Nullable String workingDirectory,
        @Nullable String user,
        @Nullable TerminalSize terminal) {
    /**
     * Copies the collections.
     *
     * @param command the program and its arguments, given as they are, never through a shell
     * @param environment variables on top of the container's own
     * @param workingDirectory an absolute path inside, or null for the container's own
     * @param user a user inside such as {@code 0} or {@code 1000:1000}, or null for the container's own
     * @param terminal the size of the terminal that it gets, or null for plain streams
     */
    public ExecSpec {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command must name a program");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Makes a plain exec: the container's user, directory and environment, no terminal.
     *
     * @param command the program and its arguments
     * @return the spec
     */
    public static ExecSpec of(List<String> command) {
        return new ExecSpec(command, Map.of(), null, null, null);
    }

    /**
     * Makes a plain exec: the container's user, directory and environment, no terminal.
     *
     * @param command the program and its arguments
     * @return the spec
     */
    public static ExecSpec of(String... command) {
        return of(List.of(command));
    }

    /**
     * Adds variables.
     *
     * @param variables names and values
     * @return a spec with these too
     */
    public ExecSpec environment(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new ExecSpec(command, all, workingDirectory, user, terminal);
    }

    /**
     * Sets the working directory.
     *
     * @param directory an absolute path inside, or null for the container's own
     * @return a spec with it
     */
    public ExecSpec workingDirectory(@Nullable String directory) {
        return new ExecSpec(command, environment, directory, user, terminal);
    }

    /**
     * Sets the user.
     *
     * @param name a user inside, or null for the container's own
     * @return a spec with it
     */
    public ExecSpec user(@Nullable String name) {
        return new ExecSpec(command, environment, workingDirectory, name, terminal);
    }

    /**
     * Asks for a terminal.
     *
     * @param size its size, or null for plain streams
     * @return a spec with it
     */
    public ExecSpec terminal(@Nullable TerminalSize size) {
        return new ExecSpec(command, environment, workingDirectory, user, size);
    }
}
