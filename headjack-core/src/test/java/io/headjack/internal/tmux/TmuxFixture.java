package io.headjack.internal.tmux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.TerminalSize;
import io.headjack.internal.local.LocalRuntimeProvider;
import io.headjack.internal.os.Flock;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A real tmux on the host, by way of the local runtime, with everything below one directory. */
final class TmuxFixture implements TerminalHost, AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final Path directory;
    private final ContainerRuntime runtime;
    private final ContainerId container;
    private final Multiplexer tmux = new TmuxProvider().open(this);

    TmuxFixture(Path directory) {
        this.directory = directory;
        RuntimeContext context = new RuntimeContext(directory, System.getenv(), Clock.systemUTC(), progress -> {});
        runtime = new LocalRuntimeProvider().create(context);
        container = runtime.create(ContainerSpec.builder("tmux-it", "none").build());
        runtime.start(container);
    }

    Multiplexer tmux() {
        return tmux;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    TerminalSpec spec(String id, String... command) {
        return spec(id, Map.of(), command);
    }

    TerminalSpec spec(String id, Map<String, String> environment, String... command) {
        return spec(id, environment, log(id), command);
    }

    TerminalSpec spec(String id, Path log, String... command) {
        return spec(id, Map.of(), log, command);
    }

    private TerminalSpec spec(String id, Map<String, String> environment, Path log, String... command) {
        return new TerminalSpec(
                new TerminalId(id),
                "title",
                List.of(command),
                environment,
                directory.toString(),
                TerminalSize.DEFAULT,
                log.toString(),
                exit(id).toString());
    }

    TerminalId start(String id, String... command) {
        tmux.start(spec(id, command));
        return new TerminalId(id);
    }

    Path log(String id) {
        return path(id + ".log");
    }

    Path exit(String id) {
        return path(id + ".exit");
    }

    String awaitExit(String id) {
        awaitTrue(() -> Files.exists(exit(id)) && Files.size(exit(id)) > 0);
        return read(exit(id)).strip();
    }

    void awaitText(Path file, String text) {
        awaitTrue(() -> Files.exists(file) && Files.readString(file).contains(text));
    }

    TerminalInfo info(TerminalId id) {
        return tmux.list().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a program inside and returns what it prints. */
    String run(String... command) throws IOException {
        try (RuntimeProcess process = exec(ExecSpec.of(command))) {
            process.stdin().close();
            process.stderr().close();
            String output = new String(process.stdout().readAllBytes(), UTF_8);
            process.await(DEADLINE);
            return output;
        }
    }

    /** Waits for something that no event tells of, up to a deadline. */
    static void awaitTrue(Callable<Boolean> condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("did not happen within " + DEADLINE);
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (AssertionError e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public RuntimeProcess exec(ExecSpec spec) {
        return runtime.exec(container, spec);
    }

    @Override
    public List<String> execCommand(ExecSpec spec) {
        return runtime.execCommand(container, spec);
    }

    @Override
    public String socket() {
        return path("tmux.sock").toString();
    }

    @Override
    public Lock lock(Duration timeout) {
        return Flock.acquireInTurn(path("tmux.lock"), timeout, () -> "another test")::close;
    }

    @Override
    public void close() {
        tmux.close();
        runtime.remove(container);
        runtime.close();
    }
}
