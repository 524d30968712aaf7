package io.headjack.internal.process;

import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A program to run to its end.
 *
 * @param command the program and its arguments, never run through a shell
 * @param directory where it runs
 * @param inherited which variables of this process it gets
 * @param environment variables on top of those
 * @param input its standard input, or null for none
 * @param output takes its standard output; when it fails, the program is killed
 * @param timeout how long the program may run
 * @param progress takes each line of the error output as it comes, and says whether it was news of the work, which is not
 *     kept with the errors
 */
public record ProcessRequest(
        List<String> command,
        Path directory,
        Predicate<String> inherited,
        Map<String, String> environment,
        @Nullable ProcessInput input,
        OutputStream output,
        Duration timeout,
        Predicate<String> progress) {
    /**
     * Copies the collections.
     *
     * @param command the program and its arguments, never run through a shell
     * @param directory where it runs
     * @param inherited which variables of this process it gets
     * @param environment variables on top of those
     * @param input its standard input, or null for none
     * @param output takes its standard output; when it fails, the program is killed
     * @param timeout how long the program may run
     * @param progress takes each line of the error output as it comes, and says whether it was news of the work, which is
     *     not kept with the errors
     */
    public ProcessRequest {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
