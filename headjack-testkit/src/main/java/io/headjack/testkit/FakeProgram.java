package io.headjack.testkit;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A running program of the fake: one daemon thread, three pipes, and an end that comes once. */
final class FakeProgram implements ExecCall {
    private static final int FAILED = 1;
    private static final int TERM = 128 + 15;
    private static final int KILL = 128 + 9;

    private final ContainerSpec container;
    private final ExecSpec spec;
    private final FakeFiles files;
    private final Consumer<FakeProgram> ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private final FakePipe stdin = new FakePipe();
    private final FakePipe stdout = new FakePipe();
    private final FakePipe stderr = new FakePipe();
    private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
    private final CountDownLatch killed = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable TerminalSize size;

    FakeProgram(
            ContainerSpec container, ExecSpec spec, FakeFiles files, ExecProgram program, Consumer<FakeProgram> ended) {
        this.ended = ended;
        this.container = container;
        this.spec = spec;
        this.files = files;
        this.size = spec.terminal();
        this.thread = new Thread(
                () -> finish(run(program)), "headjack-fake-" + spec.command().get(0));
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void term() {
        thread.interrupt();
    }

    void kill() {
        killed.countDown();
        finish(KILL);
        thread.interrupt();
    }

    boolean awaitEnd(Duration grace) throws InterruptedException {
        try {
            end.get(grace.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fake program's end is never an exception", e);
        }
    }

    CompletableFuture<ExitStatus> end() {
        return end;
    }

    void resize(TerminalSize changed) {
        if (size != null) {
            size = changed;
        }
    }

    FakePipe stdinPipe() {
        return stdin;
    }

    FakePipe stdoutPipe() {
        return stdout;
    }

    FakePipe stderrPipe() {
        return stderr;
    }

    @Override
    public List<String> command() {
        return spec.command();
    }

    @Override
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(container.environment());
        all.putAll(spec.environment());
        return Map.copyOf(all);
    }

    @Override
    public String workingDirectory() {
        return first(spec.workingDirectory(), container.workingDirectory(), "/");
    }

    @Override
    public String user() {
        return first(spec.user(), container.user(), "0");
    }

    @Override
    public ContainerSpec container() {
        return container;
    }

    @Override
    public Optional<TerminalSize> terminalSize() {
        return Optional.ofNullable(size);
    }

    @Override
    public InputStream stdin() {
        return stdin.input();
    }

    @Override
    public OutputStream stdout() {
        return stdout.output();
    }

    @Override
    public OutputStream stderr() {
        return spec.terminal() == null ? stderr.output() : stdout.output();
    }

    @Override
    public byte[] readFile(String path) throws IOException {
        return files.read(path);
    }

    @Override
    public void writeFile(String path, byte[] content) throws IOException {
        files.write(path, content);
    }

    @Override
    public void awaitKill() {
        boolean interrupted = false;
        while (killed.getCount() > 0) {
            try {
                killed.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int run(ExecProgram program) {
        try {
            return program.run(this) & 0xff;
        } catch (InterruptedException | InterruptedIOException e) {
            return TERM;
        } catch (IOException | RuntimeException e) {
            complain(e);
            return FAILED;
        }
    }

    private void complain(Exception e) {
        PrintStream print = new PrintStream(stderr(), true, StandardCharsets.UTF_8);
        print.println(spec.command().get(0) + ": " + e.getMessage());
    }

    private void finish(int code) {
        if (!over.compareAndSet(false, true)) {
            return;
        }
        stdout.end();
        stderr.end();
        stdin.release();
        // Before whoever waits is told, so that they find the container as the end left it.
        ended.accept(this);
        end.complete(new ExitStatus(code));
    }

    private static String first(@Nullable String own, @Nullable String containers, String otherwise) {
        if (own != null) {
            return own;
        }
        return containers != null ? containers : otherwise;
    }
}
