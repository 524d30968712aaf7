package io.headjack.spi;

import io.headjack.TerminalSize;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A terminal to start. Every path is one as seen inside.
 *
 * @param id its name inside the multiplexer
 * @param title what a person calls it; may hold anything
 * @param command the program and its arguments; may hold anything but NUL
 * @param environment variables on top of the container's
 * @param workingDirectory an absolute path
 * @param size the terminal's size while nobody is attached
 * @param logFile where everything it prints goes, from the first byte; made if missing, appended to otherwise. What is
 *     too long for one file goes on in others beside it, named by it, a dot, and how many bytes of the log stand before
 *     theirs, in 15 digits; a multiplexer may delete all but the latest of these, and says so at the end of the first file
 * @param exitFile where its exit code is written as decimal digits when the program has ended; files whose names begin
 *     with this one's may be made beside it
 * @param secrets a directory that is removed when the program has ended, or null. The shell that becomes the program reads the
 *     script {@code begin} in it, which is how secrets become variables without anybody being told; the script {@code end},
 *     where there is one, is run before the directory is removed
 */
public record TerminalSpec(
        TerminalId id,
        String title,
        List<String> command,
        Map<String, String> environment,
        String workingDirectory,
        TerminalSize size,
        String logFile,
        String exitFile,
        @Nullable String secrets) {
    /**
     * Copies the collections.
     *
     * @param id its name inside the multiplexer
     * @param title what a person calls it; may hold anything
     * @param command the program and its arguments; may hold anything but NUL
     * @param environment variables on top of the container's
     * @param workingDirectory an absolute path
     * @param size the terminal's size while nobody is attached
     * @param logFile where everything it prints goes, from the first byte; made if missing, appended to otherwise. What is
     *     too long for one file goes on in others beside it, named by it, a dot, and how many bytes of the log stand before
     *     theirs, in 15 digits; a multiplexer may delete all but the latest of these, and says so at the end of the first
     *     file
     * @param exitFile where its exit code is written as decimal digits when the program has ended; files whose names begin
     *     with this one's may be made beside it
     * @param secrets a directory that is removed when the program has ended, or null. The shell that becomes the program reads
     *     the script {@code begin} in it, which is how secrets become variables without anybody being told; the script {@code
     *     end}, where there is one, is run before the directory is removed
     */
    public TerminalSpec {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("command must name a program");
        }
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /**
     * Describes a terminal whose program gets no secrets.
     *
     * @param id its name inside the multiplexer
     * @param title what a person calls it; may hold anything
     * @param command the program and its arguments; may hold anything but NUL
     * @param environment variables on top of the container's
     * @param workingDirectory an absolute path
     * @param size the terminal's size while nobody is attached
     * @param logFile where everything it prints goes
     * @param exitFile where its exit code is written
     */
    public TerminalSpec(
            TerminalId id,
            String title,
            List<String> command,
            Map<String, String> environment,
            String workingDirectory,
            TerminalSize size,
            String logFile,
            String exitFile) {
        this(id, title, command, environment, workingDirectory, size, logFile, exitFile, null);
    }

    /**
     * Describes the same terminal, whose program gets secrets.
     *
     * @param directory the directory with the scripts {@code begin} and {@code end}, an absolute path
     * @return a new spec
     */
    public TerminalSpec secrets(String directory) {
        return new TerminalSpec(id, title, command, environment, workingDirectory, size, logFile, exitFile, directory);
    }
}
