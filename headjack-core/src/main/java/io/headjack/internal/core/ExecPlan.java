package io.headjack.internal.core;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link DefaultExecRequest} collected.
 *
 * @param command the program and its arguments
 * @param environment variables
 * @param directory where it starts, or null for the worktree
 * @param stdin what it reads, or null for nothing
 * @param stdout where its output goes, or null for the result
 * @param stderr where its errors go, or null for the result
 * @param timeout how long it may take
 */
record ExecPlan(
        List<String> command,
        Map<String, String> environment,
        @Nullable String directory,
        @Nullable InputStream stdin,
        @Nullable OutputStream stdout,
        @Nullable OutputStream stderr,
        Duration timeout) {
    static ExecPlan of(List<String> command) {
        return new ExecPlan(command, Map.of(), null, null, null, null, Duration.ofMinutes(10));
    }

    ExecPlan environment(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(name, value);
        return new ExecPlan(command, more, directory, stdin, stdout, stderr, timeout);
    }

    ExecPlan environment(Map<String, String> variables) {
        return new ExecPlan(command, variables, directory, stdin, stdout, stderr, timeout);
    }

    ExecPlan directory(String path) {
        return new ExecPlan(command, environment, path, stdin, stdout, stderr, timeout);
    }

    ExecPlan stdin(InputStream input) {
        return new ExecPlan(command, environment, directory, input, stdout, stderr, timeout);
    }

    ExecPlan stdout(OutputStream output) {
        return new ExecPlan(command, environment, directory, stdin, output, stderr, timeout);
    }

    ExecPlan stderr(OutputStream output) {
        return new ExecPlan(command, environment, directory, stdin, stdout, output, timeout);
    }

    ExecPlan timeout(Duration limit) {
        return new ExecPlan(command, environment, directory, stdin, stdout, stderr, limit);
    }
}
