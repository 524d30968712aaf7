package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.NotFoundException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ExecStreamIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static TestEngine engine;
    private static EngineRuntime runtime;
    private static ContainerId container;

    @BeforeAll
    static void start() {
        engine = TestEngine.require();
        runtime = engine.runtime();
        container = engine.started("exec");
    }

    @AfterAll
    static void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void stdinAndStdout_twentyMebibytesThroughCat_areUnchanged() throws Exception {
        byte[] sent = new byte[20 * 1024 * 1024];
        new Random(1).nextBytes(sent);

        try (RuntimeProcess cat = runtime.exec(container, ExecSpec.of("cat"))) {
            Thread writer = inBackground(() -> {
                try (OutputStream stdin = cat.stdin()) {
                    stdin.write(sent);
                }
                return null;
            });
            byte[] received = cat.stdout().readAllBytes();
            writer.join();

            assertThat(received).isEqualTo(sent);
            assertThat(cat.await(LONG)).isEqualTo(new ExitStatus(0));
        }
    }

    @Test
    void outputs_ofPlainStreams_areKeptApart() throws Exception {
        try (RuntimeProcess shell = runtime.exec(container, sh("echo out; echo err >&2; exit 7"))) {
            assertThat(text(shell.stdout())).isEqualTo("out\n");
            assertThat(text(shell.stderr())).isEqualTo("err\n");
            assertThat(shell.await(LONG)).isEqualTo(new ExitStatus(7));
        }
    }

    @Test
    void exec_environmentDirectoryAndUser_areTheProgramsOwn() throws Exception {
        ExecSpec spec = sh("echo $GREETING; pwd; id -u")
                .environment(Map.of("GREETING", "a b"))
                .workingDirectory("/usr")
                .user("1234:1234");

        try (RuntimeProcess shell = runtime.exec(container, spec)) {
            assertThat(text(shell.stdout())).isEqualTo("a b\n/usr\n1234\n");
        }
    }

    @Test
    void exec_withTerminal_isRawAndHasTheSizeFromTheStart() throws Exception {
        ExecSpec spec = sh("read x; test -t 1 && stty size; echo e >&2").terminal(new TerminalSize(123, 45));

        try (RuntimeProcess shell = runtime.exec(container, spec)) {
            shell.stdin().write('\n');
            assertThat(text(shell.stdout()).replace("\r", "")).isEqualTo("\n45 123\ne\n");
            assertThat(shell.stderr().read()).isEqualTo(-1);
            assertThat(shell.await(LONG)).isEqualTo(new ExitStatus(0));
        }
    }

    @Test
    void resize_whileItRuns_isSeenInside() throws Exception {
        ExecSpec spec = sh("stty -echo; echo ready; read x; stty size").terminal(TerminalSize.DEFAULT);

        try (RuntimeProcess shell = runtime.exec(container, spec)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(shell.stdout(), UTF_8));
            assertThat(lines.readLine()).isEqualTo("ready");
            shell.resize(new TerminalSize(77, 33));
            shell.stdin().write('\n');

            assertThat(lines.readLine()).isEqualTo("33 77");
            assertThat(shell.await(LONG).isSuccess()).isTrue();
            shell.resize(new TerminalSize(10, 10));
        }
    }

    @Test
    void stdin_closed_isTheEndOfInput() throws Exception {
        try (RuntimeProcess count = runtime.exec(container, ExecSpec.of("wc", "-c"))) {
            count.stdin().write("hello".getBytes(UTF_8));
            count.stdin().close();

            assertThat(text(count.stdout())).isEqualTo("5\n");
        }
    }

    @Test
    void await_programKilledBySignal_hasTheShellsCode() {
        try (RuntimeProcess shell = runtime.exec(container, sh("kill -9 $$"))) {
            assertThat(shell.await(LONG)).isEqualTo(new ExitStatus(137));
        }
    }

    @Test
    void await_unknownProgram_hasTheEnginesCodeAndWords() throws Exception {
        try (RuntimeProcess missing = runtime.exec(container, ExecSpec.of("no-such-program"))) {
            assertThat(text(missing.stdout())).contains("no-such-program");
            assertThat(missing.await(LONG).code()).isBetween(126, 127);
        }
    }

    @Test
    void await_stillRunning_timesOut() {
        try (RuntimeProcess sleep = runtime.exec(container, ExecSpec.of("cat"))) {
            assertThatThrownBy(() -> sleep.await(Duration.ofMillis(50))).isInstanceOf(HeadjackTimeoutException.class);
        }
    }

    @Test
    void await_nobodyReadsAndTheProgramIsKilled_returnsOnceItIsReadAtTheLatest() throws Exception {
        ExecSpec spec = sh("echo $$ >/tmp/flood.pid; exec yes");
        try (RuntimeProcess flood = runtime.exec(container, spec)) {
            assertThatThrownBy(() -> flood.await(Duration.ofMillis(500))).isInstanceOf(HeadjackTimeoutException.class);

            // The end of the killer itself may be held up by the engine until the flood is closed.
            try (RuntimeProcess killer = runtime.exec(container, sh("kill -9 $(cat /tmp/flood.pid)"))) {
                // Engines differ in whether they tell before all is read.
                Throwable untold = catchThrowable(() -> flood.await(Duration.ofSeconds(3)));
                if (untold != null) {
                    assertThat(untold)
                            .isInstanceOf(HeadjackTimeoutException.class)
                            .hasMessageContaining("output that nobody reads");
                }
                flood.stdout().transferTo(OutputStream.nullOutputStream());
                assertThat(flood.await(LONG)).isEqualTo(new ExitStatus(137));
                flood.close();
                assertThat(killer.await(LONG).isSuccess()).isTrue();
            }
        }
    }

    @Test
    void stdin_programThatDoesNotRead_blocksTheWriterUntilItIsInterrupted() throws Exception {
        try (RuntimeProcess idle = runtime.exec(container, sh("read line; echo got $line"))) {
            CountDownLatch wrote = new CountDownLatch(1);
            try (RuntimeProcess sleeper = runtime.exec(container, ExecSpec.of("sleep", "60"))) {
                FutureTask<Throwable> failure = new FutureTask<>(() -> catchThrowable(() -> {
                    while (true) {
                        sleeper.stdin().write(new byte[64 * 1024]);
                        wrote.countDown();
                    }
                }));
                Thread writer = new Thread(failure);
                writer.start();
                wrote.await();
                awaitState(writer, Thread.State.WAITING);
                writer.interrupt();

                assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
            }
            idle.stdin().write("x\n".getBytes(UTF_8));
            assertThat(text(idle.stdout())).isEqualTo("got x\n");
        }
    }

    @Test
    void read_interrupted_leavesThisStreamAndOthersWhole() throws Exception {
        try (RuntimeProcess one = runtime.exec(container, ExecSpec.of("cat"));
                RuntimeProcess other = runtime.exec(container, ExecSpec.of("cat"))) {
            FutureTask<Boolean> reading = new FutureTask<>(() -> {
                Throwable failure = catchThrowable(() -> one.stdout().read());
                return failure instanceof InterruptedIOException
                        && Thread.currentThread().isInterrupted();
            });
            Thread reader = new Thread(reading);
            reader.start();
            awaitState(reader, Thread.State.WAITING);
            reader.interrupt();

            assertThat(reading.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(echoed(one, "one")).isEqualTo("one");
            assertThat(echoed(other, "other")).isEqualTo("other");
        }
    }

    @Test
    void exec_interruptedCaller_isRefusedAndOthersGoOn() throws Exception {
        try (RuntimeProcess other = runtime.exec(container, ExecSpec.of("cat"))) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> runtime.exec(container, ExecSpec.of("cat")))
                    .isInstanceOf(HeadjackInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();

            assertThat(echoed(other, "whole")).isEqualTo("whole");
        }
    }

    @Test
    void close_wakesReaderWriterAndWaiter() throws Exception {
        RuntimeProcess sleep = runtime.exec(container, ExecSpec.of("sleep", "60"));
        FutureTask<Throwable> reading =
                new FutureTask<>(() -> catchThrowable(() -> sleep.stdout().read()));
        FutureTask<Throwable> waiting = new FutureTask<>(() -> catchThrowable(() -> sleep.await(LONG)));
        Thread reader = new Thread(reading);
        Thread waiter = new Thread(waiting);
        reader.start();
        waiter.start();
        awaitState(reader, Thread.State.WAITING);
        awaitState(waiter, Thread.State.TIMED_WAITING);
        sleep.close();
        sleep.close();

        assertThat(reading.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> sleep.stdin().write(1)).isInstanceOf(IOException.class);
    }

    @Test
    void runtimeClose_wakesReaderAndWaiter() throws Exception {
        EngineRuntime second = TestEngine.runtime(TestEngine.socket(), progress -> {});
        RuntimeProcess sleep = second.exec(container, ExecSpec.of("sleep", "60"));
        FutureTask<Throwable> reading =
                new FutureTask<>(() -> catchThrowable(() -> sleep.stdout().read()));
        FutureTask<Throwable> waiting = new FutureTask<>(() -> catchThrowable(() -> sleep.await(LONG)));
        Thread reader = new Thread(reading);
        Thread waiter = new Thread(waiting);
        reader.start();
        waiter.start();
        awaitState(reader, Thread.State.WAITING);
        awaitState(waiter, Thread.State.TIMED_WAITING);
        second.close();

        assertThat(reading.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> second.exec(container, ExecSpec.of("true")))
                .isInstanceOf(HeadjackClosedException.class);
    }

    @Test
    void exec_hundredAtOnce_areAllWholeOnOneThread() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(100);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String text = "number " + i;
                answers.add(callers.submit(() -> {
                    try (RuntimeProcess cat = runtime.exec(container, ExecSpec.of("cat"))) {
                        cat.stdin().write(text.getBytes(UTF_8));
                        cat.stdin().close();
                        String answer = text(cat.stdout());
                        return answer + " " + cat.await(LONG);
                    }
                }));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(answers.get(i).get()).isEqualTo("number " + i + " 0");
            }
            assertThat(threads("headjack-engine-io")).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void exec_twoHundredTimes_leavesNoDescriptorAndNoThread() throws Exception {
        run("true");
        long before = descriptors();
        for (int i = 0; i < 200; i++) {
            run("true");
        }

        awaitAtMost(before + 5, ExecStreamIT::descriptors);
        assertThat(threads("headjack-engine-io")).isEqualTo(1);
        assertThat(threads("headjack-engine-call")).isLessThanOrEqualTo(32);
    }

    @Test
    void exec_containerDoesNotRun_isAConflict() {
        ContainerId stopped = runtime.create(engine.spec("exec-stopped").build());

        assertThatThrownBy(() -> runtime.exec(stopped, ExecSpec.of("true")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("is not running");
    }

    @Test
    void exec_noSuchContainer_isNotFound() {
        assertThatThrownBy(() -> runtime.exec(new ContainerId("hj-engine-none"), ExecSpec.of("true")))
                .isInstanceOf(NotFoundException.class);
    }

    private static ExecSpec sh(String script) {
        return ExecSpec.of("sh", "-c", script);
    }

    private static void run(String script) {
        try (RuntimeProcess process = runtime.exec(container, sh(script))) {
            assertThat(process.await(LONG).isSuccess()).isTrue();
        }
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), UTF_8);
    }

    private static String echoed(RuntimeProcess cat, String text) throws IOException {
        cat.stdin().write(text.getBytes(UTF_8));
        cat.stdin().flush();
        return new String(cat.stdout().readNBytes(text.length()), UTF_8);
    }

    private static Thread inBackground(Callable<?> work) {
        Thread thread = new Thread(new FutureTask<>(work));
        thread.start();
        return thread;
    }

    private static void awaitState(Thread thread, Thread.State state) {
        awaitAtMost(0, () -> thread.getState() == state ? 0 : 1);
    }

    private static void awaitAtMost(long limit, LongSupplier value) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (value.getAsLong() > limit) {
            assertThat(System.nanoTime()).as("still %d", value.getAsLong()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(name))
                .count();
    }

    private static long descriptors() {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
