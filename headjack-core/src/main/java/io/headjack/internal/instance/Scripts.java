package io.headjack.internal.instance;

import io.headjack.ExitStatus;
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
import org.jspecify.annotations.Nullable;

/** Runs the shell scripts of this package inside a container. What they print is hostile: it is bounded, and only text. */
final class Scripts {
    private static final int MOST_OUTPUT = 64 * 1024;

    private Scripts() {}

    static String run(
            ContainerRuntime runtime,
            ContainerId container,
            @Nullable String user,
            Duration timeout,
            String script,
            String... arguments) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", load(script), script));
        command.addAll(List.of(arguments));
        try (RuntimeProcess process =
                runtime.exec(container, ExecSpec.of(command).user(user).workingDirectory("/"))) {
            process.stdin().close();
            byte[] output = process.stdout().readNBytes(MOST_OUTPUT);
            byte[] errors = process.stderr().readNBytes(MOST_OUTPUT);
            ExitStatus exit = process.await(timeout);
            if (!exit.isSuccess()) {
                throw new OperationFailedException(script + " failed with exit code " + exit + ": "
                        + new String(errors, StandardCharsets.UTF_8).strip());
            }
            return new String(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new OperationFailedException(script + " could not be run in container " + container + ": " + e, e);
        }
    }

    private static String load(String script) {
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
