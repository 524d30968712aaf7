package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Key;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import io.headjack.spi.TerminalId;
import io.headjack.spi.TerminalInfo;
import io.headjack.spi.TerminalSpec;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connection to a real tmux, and what happens when something happens to it. */
@RequiresTool("tmux")
class TmuxConnectionIT {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private TmuxFixture fixture;

    @TempDir
    private Path directory;

    @BeforeEach
    void open() {
        fixture = new TmuxFixture(directory);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void list_manyTimes_usesOneExec() {
        AtomicInteger execs = new AtomicInteger();
        try (Multiplexer tmux = new TmuxProvider().open(new CountingHost(execs))) {
            tmux.start(fixture.spec("one", "cat"));
            int toStart = execs.get();
            for (int i = 0; i < 200; i++) {
                assertThat(tmux.list()).hasSize(1);
                tmux.send(new TerminalId("one"), "x");
                tmux.screen(new TerminalId("one"));
            }
            assertThat(execs.get()).isEqualTo(toStart);
        }
    }

    @Test
    void list_afterTheClientWasKilled_connectsAgain() throws IOException {
        TerminalId id = fixture.start("one", "cat");
        for (int i = 0; i < 5; i++) {
            killClient();
            assertThat(fixture.tmux().list()).extracting(TerminalInfo::id).containsExactly(id);
        }
    }

    @Test
    void start_afterTheClientWasKilled_isSaidOnceMoreAndDoneOnce() throws IOException {
        fixture.start("one", "sh", "-c", "echo ready; exec cat");
        for (int i = 0; i < 5; i++) {
            killClient();
            fixture.start("next" + i, "sh", "-c", "echo ready; exec cat");
            fixture.awaitText(fixture.log("next" + i), "ready");
        }
        assertThat(fixture.tmux().list()).hasSize(6);
    }

    @Test
    void start_sameIdAfterTheClientWasKilled_isAConflictAndTheFirstGoesOn() throws IOException {
        TerminalId id = fixture.start("one", "cat");
        killClient();
        assertThatThrownBy(() -> fixture.start("one", "true")).isInstanceOf(ConflictException.class);
        fixture.tmux().send(id, "x");
    }

    private void killClient() throws IOException {
        fixture.run("sh", "-c", "kill -KILL $(tmux -S \"$1\" list-clients -F '#{client_pid}')", "sh", fixture.socket());
    }

    @Test
    void list_afterTheKeeperWasKilled_connectsAgain() throws IOException {
        TerminalId id = fixture.start("one", "cat");
        fixture.run("tmux", "-S", fixture.socket(), "kill-session", "-t", "=headjack-keeper");
        assertThat(fixture.tmux().list()).extracting(TerminalInfo::id).containsExactly(id);
        fixture.tmux().send(id, "x");
    }

    @Test
    void start_afterTheServerWasKilled_startsAnother() throws IOException {
        for (int i = 0; i < 5; i++) {
            fixture.start("one" + i, "sh", "-c", "echo ready; exec sleep 1000");
            fixture.awaitText(fixture.log("one" + i), "ready");
            fixture.run("tmux", "-S", fixture.socket(), "kill-server");
            assertThat(fixture.awaitExit("one" + i)).isEqualTo("129");
            assertThat(fixture.tmux().list()).isEmpty();
        }
        fixture.start("two", "cat");
        assertThat(fixture.tmux().list()).hasSize(1);
    }

    @Test
    void open_twice_bothSeeTheSameTerminals() {
        TerminalId id = fixture.start("one", "cat");
        try (Multiplexer other = new TmuxProvider().open(fixture)) {
            assertThat(other.list()).extracting(TerminalInfo::id).containsExactly(id);
            other.kill(id);
        }
        assertThat(fixture.tmux().list()).isEmpty();
    }

    @Test
    void calls_fromManyThreads_getTheirOwnAnswers() throws Exception {
        for (int i = 0; i < 8; i++) {
            fixture.start("t" + i, "sh", "-c", "echo screen-" + i + "; cat");
            fixture.awaitText(fixture.log("t" + i), "screen-" + i);
        }
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int number = i;
                all.add(pool.submit(() -> {
                    for (int round = 0; round < 100; round++) {
                        assertThat(fixture.tmux()
                                        .screen(new TerminalId("t" + number))
                                        .text())
                                .isEqualTo("screen-" + number);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void list_interrupted_keepsTheFlagAndTheConnection() {
        TerminalId id = fixture.start("one", "cat");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fixture.tmux().list()).isInstanceOf(HeadjackInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.tmux().list()).extracting(TerminalInfo::id).containsExactly(id);
    }

    @Test
    void start_interrupted_leavesNoTerminal() {
        fixture.start("one", "cat");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> fixture.start("two", "cat")).isInstanceOf(HeadjackInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(fixture.tmux().list()).hasSize(1);
    }

    @Test
    void screen_interruptedWhileItWaits_doesNotDisturbOthers() throws Exception {
        TerminalId id = fixture.start("one", "sh", "-c", "echo here; cat");
        fixture.awaitText(fixture.log("one"), "here");
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                Future<String> call =
                        pool.submit(() -> fixture.tmux().screen(id).text());
                Future<String> other =
                        pool.submit(() -> fixture.tmux().screen(id).text());
                call.cancel(true);
                assertThat(other.get()).isEqualTo("here");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void close_whileACallWaits_wakesIt() throws Exception {
        fixture.start("one", "cat");
        long server = Long.parseLong(fixture.run("tmux", "-S", fixture.socket(), "display-message", "-p", "#{pid}")
                .strip());
        fixture.run("kill", "-STOP", Long.toString(server));
        AtomicReference<Thread> waiting = new AtomicReference<>();
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> call = pool.submit(() -> {
                waiting.set(Thread.currentThread());
                fixture.tmux().list();
            });
            TmuxFixture.awaitTrue(() -> waiting.get() != null && waiting.get().getState() == Thread.State.WAITING);
            fixture.tmux().close();
            assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(HeadjackClosedException.class);
        } finally {
            pool.shutdownNow();
            fixture.run("kill", "-CONT", Long.toString(server));
        }
        assertThatThrownBy(() -> fixture.tmux().list()).isInstanceOf(HeadjackClosedException.class);
    }

    @Test
    void send_serverThatHangs_endsAtTheDeadline() throws IOException {
        Duration deadline = Duration.ofSeconds(1);
        TerminalId id = fixture.start("one", "cat");
        long server = Long.parseLong(fixture.run("tmux", "-S", fixture.socket(), "display-message", "-p", "#{pid}")
                .strip());
        try (Multiplexer tmux = new TmuxMultiplexer(fixture, new TmuxServer(fixture, deadline), deadline)) {
            assertThat(tmux.list()).hasSize(1);
            fixture.run("kill", "-STOP", Long.toString(server));
            assertThatThrownBy(tmux::list).isInstanceOf(HeadjackTimeoutException.class);
            fixture.run("kill", "-CONT", Long.toString(server));
            assertThat(tmux.list()).extracting(TerminalInfo::id).containsExactly(id);
        }
    }

    @Test
    void list_instanceThatIsFrozen_endsLongBeforeTheDeadline() throws IOException {
        TerminalId id = fixture.start("one", "cat");
        long server = Long.parseLong(fixture.run("tmux", "-S", fixture.socket(), "display-message", "-p", "#{pid}")
                .strip());
        AtomicBoolean running = new AtomicBoolean(true);
        CountingHost host = new CountingHost(new AtomicInteger()) {
            @Override
            public RuntimeProcess exec(ExecSpec spec) {
                if (!running.get()) {
                    throw new ConflictException("frozen");
                }
                return super.exec(spec);
            }

            @Override
            public boolean isRunning() {
                return running.get();
            }
        };
        try (Multiplexer tmux = new TmuxMultiplexer(host, new TmuxServer(host, FOR_EVER), FOR_EVER)) {
            assertThat(tmux.isConnected()).isFalse();
            assertThat(tmux.list()).hasSize(1);
            assertThat(tmux.isConnected()).isTrue();
            fixture.run("kill", "-STOP", Long.toString(server));
            running.set(false);
            assertThatThrownBy(tmux::list).isInstanceOf(ConflictException.class);
            assertThat(tmux.isConnected()).isFalse();
            fixture.run("kill", "-CONT", Long.toString(server));
            running.set(true);
            assertThat(tmux.list()).extracting(TerminalInfo::id).containsExactly(id);
        }
    }

    @Test
    void send_serverThatWasStartedAnew_typesIntoNoOtherTerminal() throws IOException {
        TerminalId one = fixture.start("one", "cat");
        fixture.tmux().send(one, "first\n");
        fixture.awaitText(fixture.log("one"), "first");
        fixture.run("tmux", "-S", fixture.socket(), "kill-server");
        fixture.awaitExit("one");

        // The panes of the two change places.
        TerminalId two = fixture.start("two", "cat");
        fixture.tmux().start(otherFiles("one", "again"));
        fixture.tmux().send(one, "second\n");
        fixture.tmux().keys(one, List.of(Key.ENTER));
        fixture.awaitText(fixture.log("again"), "second");
        fixture.tmux().send(two, "third\n");
        fixture.awaitText(fixture.log("two"), "third");

        assertThat(TmuxFixture.read(fixture.log("two"))).doesNotContain("second");
        assertThat(fixture.tmux().screen(one).text()).contains("second").doesNotContain("third");
    }

    private TerminalSpec otherFiles(String id, String files) {
        TerminalSpec spec = fixture.spec(files, "cat");
        return new TerminalSpec(
                new TerminalId(id),
                spec.title(),
                spec.command(),
                spec.environment(),
                spec.workingDirectory(),
                spec.size(),
                spec.logFile(),
                spec.exitFile());
    }

    @Test
    void list_withoutTmux_saysSo() {
        assertThatThrownBy(() -> withTmux("exit 127", false).list())
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("tmux was not found in");
    }

    @Test
    void start_olderTmux_isRefusedByName() {
        assertThatThrownBy(() -> withTmux("echo tmux 3.1c", true).start(fixture.spec("one", "cat")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("tmux 3.1c");
    }

    @Test
    void list_somethingElseThanTmux_failsWithItsWords() {
        assertThatThrownBy(() -> withTmux("echo gibberish; exit 5", true).list())
                .isInstanceOf(HeadjackException.class)
                .hasMessageContaining("gibberish");
    }

    /** Opens a multiplexer for which tmux is a script, or nothing. */
    private Multiplexer withTmux(String script, boolean there) {
        Path bin = directory.resolve("bin");
        try {
            Files.createDirectories(bin);
            Files.createSymbolicLink(bin.resolve("sh"), Path.of("/bin/sh"));
            if (there) {
                Files.writeString(bin.resolve("tmux"), "#!/bin/sh\n" + script + "\n");
                assertThat(bin.resolve("tmux").toFile().setExecutable(true)).isTrue();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new TmuxProvider().open(new CountingHost(new AtomicInteger()) {
            @Override
            public RuntimeProcess exec(ExecSpec spec) {
                return super.exec(spec.environment(Map.of("PATH", bin.toString())));
            }
        });
    }

    private class CountingHost implements TerminalHost {
        private final AtomicInteger execs;

        CountingHost(AtomicInteger execs) {
            this.execs = execs;
        }

        @Override
        public RuntimeProcess exec(ExecSpec spec) {
            execs.incrementAndGet();
            return fixture.exec(spec);
        }

        @Override
        public List<String> execCommand(ExecSpec spec) {
            return fixture.execCommand(spec);
        }

        @Override
        public String socket() {
            return fixture.socket();
        }

        @Override
        public Lock lock(Duration timeout) {
            return fixture.lock(timeout);
        }
    }
}
