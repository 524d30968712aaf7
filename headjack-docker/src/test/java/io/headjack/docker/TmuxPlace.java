package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.TerminalSize;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.MultiplexerProvider;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** One program's way to the tmux of a container, whose logs lie in a directory of the host. */
final class TmuxPlace implements TerminalHost, AutoCloseable {
    static final String LOGS = "/headjack/logs";
    static final String RUN = "/headjack/run";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Semaphore ALONE = new Semaphore(1);

    private final Path logs;
    private final ContainerRuntime runtime;
    private final ContainerId container;
    private final Multiplexer tmux;

    /** Takes the runtime over; the container stays when it is closed. */
    TmuxPlace(Path logs, ContainerRuntime runtime, ContainerId container) {
        this.logs = logs;
        this.runtime = runtime;
        this.container = container;
        tmux = provider().open(this);
    }

    static MultiplexerProvider provider() {
        return ServiceLoader.load(MultiplexerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals("tmux"))
                .findFirst()
                .orElseThrow();
    }

    Multiplexer tmux() {
        return tmux;
    }

    TerminalId start(String id, String... command) {
        TerminalId terminal = new TerminalId(id);
        tmux.start(new TerminalSpec(
                terminal,
                id,
                List.of(command),
                Map.of(),
                "/",
                TerminalSize.DEFAULT,
                LOGS + "/" + id + ".log",
                LOGS + "/" + id + ".exit"));
        return terminal;
    }

    /** Waits for the end of a terminal's program, of which its file alone tells. */
    String awaitExit(String id) throws Exception {
        Path file = logs.resolve(id + ".exit");
        awaitTrue("the exit code of " + id, () -> Files.exists(file));
        return Files.readString(file).strip();
    }

    void awaitLog(String id, String text) throws Exception {
        Path log = logs.resolve(id + ".log");
        awaitTrue(
                text + " in " + log,
                () -> Files.exists(log) && Files.readString(log).contains(text));
    }

    private static void awaitTrue(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("no %s within %s", what, PATIENCE).isLessThan(deadline);
            // A file tells nobody that it has changed.
            TimeUnit.MILLISECONDS.sleep(5);
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
        return RUN + "/tmux.sock";
    }

    @Override
    public Lock lock(Duration timeout) {
        ALONE.acquireUninterruptibly();
        return ALONE::release;
    }

    @Override
    public void close() {
        tmux.close();
        runtime.close();
    }
}
