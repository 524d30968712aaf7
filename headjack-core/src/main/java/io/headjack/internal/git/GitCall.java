package io.headjack.internal.git;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.process.ProcessInput;
import io.headjack.internal.text.Printable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One git command to be run: where, with which input, how long and how much. Immutable. */
record GitCall(
        GitInvoker invoker,
        Path directory,
        Map<String, String> environment,
        @Nullable ProcessInput input,
        long limit,
        Duration timeout,
        Predicate<String> progress,
        boolean reachesRemotes) {
    private static final long DEFAULT_LIMIT = 256L << 20;

    GitCall(GitInvoker invoker, Path directory, Map<String, String> environment) {
        this(invoker, directory, environment, null, DEFAULT_LIMIT, GitInvoker.DEFAULT_TIMEOUT, line -> false, false);
    }

    GitCall environment(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.put(name, value);
        return new GitCall(invoker, directory, Map.copyOf(all), input, limit, timeout, progress, reachesRemotes);
    }

    /** The same repository, from another working directory. */
    GitCall in(Path place) {
        return new GitCall(invoker, place, environment, input, limit, timeout, progress, reachesRemotes);
    }

    /** Lets it reach remotes with the transports and credentials that the host's user has configured. */
    GitCall asHostUser() {
        return new GitCall(invoker, directory, environment, input, limit, timeout, progress, true);
    }

    GitCall input(ProcessInput source) {
        return new GitCall(invoker, directory, environment, source, limit, timeout, progress, reachesRemotes);
    }

    GitCall input(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return input(stdin -> stdin.write(bytes));
    }

    GitCall timeout(Duration longest) {
        return new GitCall(invoker, directory, environment, input, limit, longest, progress, reachesRemotes);
    }

    /** Has each line of the error output tested; one that is news of the work is no error. */
    GitCall progress(Predicate<String> news) {
        return new GitCall(invoker, directory, environment, input, limit, timeout, news, reachesRemotes);
    }

    /** Runs it, whatever its exit code. */
    GitResult attempt(String... arguments) {
        return invoker.run(this, List.of(arguments));
    }

    /** Runs it; it must succeed. */
    GitResult run(String... arguments) {
        GitResult result = attempt(arguments);
        if (!result.succeeded()) {
            throw failure(result, arguments);
        }
        return result;
    }

    OperationFailedException failure(GitResult result, String... arguments) {
        return new OperationFailedException("git " + String.join(" ", arguments) + " failed in " + directory + " (exit "
                + result.exitCode() + "): " + Printable.text(result.errors().strip()));
    }
}
