package io.headjack.internal.instance;

import io.headjack.ExitStatus;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs the shell scripts of this package inside a container. What they print is hostile: it is bounded, and only text. */
final class Scripts {
    private static final int MOST_OUTPUT = 64 * 1024;
    /** Marks what runs a script, as an engine lets it run on when the process is killed that waits for it. */
    private static final Map<String, String> MARK = Map.of("HEADJACK_SCRIPT", "running");

    private static final int MOST_TRIES = 5;

    private static final Duration END_TIMEOUT = Duration.ofSeconds(20);

    private Scripts() {}

    static String run(
            ContainerRuntime runtime,
            ContainerId container,
            @Nullable String user,
            Duration timeout,
            String script,
            String... arguments) {
        return run(runtime, container, user, timeout, MARK, script, arguments);
    }

    /**
     * Ends the scripts that a dead process started in a container, so that they do not go on beside what comes next. One
     * of them may be ending all that runs there, and with it what shall end it, so that is tried again.
     */
    static void endLeft(ContainerRuntime runtime, ContainerId container, @Nullable String user) {
        MARK.forEach((name, value) -> {
            for (int left = MOST_TRIES; left > 0; left--) {
                try {
                    run(runtime, container, user, END_TIMEOUT, Map.of(), "kill-marked.sh", name + "=" + value);
                    return;
                } catch (OperationFailedException e) {
                    if (left == 1) {
                        throw e;
                    }
                }
            }
        });
    }

    private static String run(
            ContainerRuntime runtime,
            ContainerId container,
            @Nullable String user,
            Duration timeout,
            Map<String, String> environment,
            String script,
            String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", load(script), script));
        command.addAll(List.of(arguments));
        try (RuntimeProcess process = runtime.exec(
                container,
                ExecSpec.of(command).user(user).environment(environment).workingDirectory("/"))) {
            process.stdin().close();
            FutureTask<Output> reading =
                    new FutureTask<>(() -> new Output(text(process.stdout()), text(process.stderr())));
            Thread reader = new Thread(reading, "headjack-script");
            reader.setDaemon(true);
            reader.start();
            // Whatever answers to the name of a shell in there may never end: closing the process ends the reading.
            Output output = reading.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            ExitStatus exit = process.await(timeout);
            if (!exit.isSuccess()) {
                throw new OperationFailedException(
                        script + " failed with exit code " + exit + ": " + output.errors.strip());
            }
            return output.text;
        } catch (IOException e) {
            throw new OperationFailedException(script + " could not be run in container " + container + ": " + e, e);
        } catch (ExecutionException e) {
            throw new OperationFailedException(
                    script + " could not be run in container " + container + ": " + e.getCause(), e);
        } catch (TimeoutException e) {
            // An engine that hangs passes nothing on: then this question fails, and says more.
            runtime.find(container.value());
            throw new OperationFailedException(
                    script + " did not end in container " + container + " within " + timeout.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while " + script + " ran", e);
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8);
    }

    /** What a script printed. */
    private record Output(String text, String errors) {}

    static String load(String script) {
        try (InputStream in = Scripts.class.getResourceAsStream(script)) {
            if (in == null) {
                throw new IllegalStateException(script + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
