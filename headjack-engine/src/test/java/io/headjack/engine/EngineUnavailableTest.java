package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EngineUnavailableTest {
    @TempDir
    private Path directory;

    @Test
    void calls_noSocket_sayToStartTheEngine() {
        try (EngineRuntime runtime = TestEngine.runtime(directory.resolve("none.sock"), progress -> {})) {
            assertThatThrownBy(() -> runtime.find("x"))
                    .isInstanceOf(RuntimeUnavailableException.class)
                    .hasMessageContaining("none.sock")
                    .hasMessageContaining("Start Docker.");
        }
    }

    @Test
    void calls_nobodyListens_sayToStartTheEngine() throws Exception {
        Path socket = directory.resolve("engine.sock");
        try (ScriptedEngine gone = new ScriptedEngine(directory)) {
            Files.createLink(directory.resolve("left.sock"), gone.socket());
        }
        Files.move(directory.resolve("left.sock"), socket);

        try (EngineRuntime runtime = TestEngine.runtime(socket, progress -> {})) {
            assertThatThrownBy(() -> runtime.list(Map.of()))
                    .isInstanceOf(RuntimeUnavailableException.class)
                    .hasMessageContaining("nobody listens")
                    .hasMessageContaining("Start Docker.");
        }
    }

    @Test
    void unavailable_permissionDenied_namesTheGroup() throws Exception {
        Path socket = Files.createFile(directory.resolve("engine.sock"));

        HeadjackException failure = new EngineErrors(TestEngine.settings(socket))
                .unavailable("list containers", new IOException("Permission denied"));

        assertThat(failure)
                .isInstanceOf(RuntimeUnavailableException.class)
                .hasMessageContaining("Join the group docker.");
    }

    @Test
    void calls_engineClosesTheConnection_areUnavailableNotNotFound() throws Exception {
        try (ScriptedEngine scripted =
                        new ScriptedEngine(directory).pings("1.44").answersRaw("GET /v1.44/containers/box/json", "");
                EngineRuntime runtime = TestEngine.runtime(scripted.socket(), progress -> {})) {
            assertThatThrownBy(() -> runtime.find("box")).isInstanceOf(RuntimeUnavailableException.class);
        }
    }

    @Test
    void calls_afterTheEngineWasAway_askForItsVersionAgain() throws Exception {
        try (ScriptedEngine scripted = new ScriptedEngine(directory).pings("1.44");
                EngineRuntime runtime = TestEngine.runtime(scripted.socket(), progress -> {})) {
            scripted.answersRaw("GET /v1.44/containers/box/json", "");
            assertThatThrownBy(() -> runtime.find("box")).isInstanceOf(RuntimeUnavailableException.class);
            scripted.pings("1.41")
                    .answers("GET /v1.41/containers/box/json", 404, "{\"message\":\"No such container: box\"}");

            assertThat(runtime.find("box")).isEmpty();
        }
    }

    @Test
    void calls_engineRefuses_haveItsWords() throws Exception {
        try (ScriptedEngine scripted = new ScriptedEngine(directory)
                        .pings("1.44")
                        .answers(
                                "POST /v1.44/containers/box/start",
                                500,
                                "{\"message\":\"no \\\"space\\\" left\\nat all\"}")
                        .answers(
                                "GET /v1.44/containers/box/json",
                                200,
                                "{\"Id\":\"box\",\"Created\":\"2023-11-14T22:13:20Z\",\"Name\":\"/box\",\"State\":{\"Status\":\"exited\"},"
                                        + "\"Config\":{}}");
                EngineRuntime runtime = TestEngine.runtime(scripted.socket(), progress -> {})) {
            assertThatThrownBy(() -> runtime.start(new ContainerId("box")))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessage("Docker refused to start container box: no \"space\" left\nat all");
        }
    }

    @Test
    void call_hangingEngine_endsAtTheDeadline() throws Exception {
        try (ScriptedEngine hanging = new ScriptedEngine(directory).pings("1.44");
                Engine engine = new Engine(TestEngine.settings(hanging.socket()))) {
            assertThatThrownBy(() -> engine.ask(
                            "ask",
                            Duration.ofMillis(300),
                            docker -> docker.infoCmd().exec()))
                    .isInstanceOf(RuntimeUnavailableException.class)
                    .hasMessageContaining("did not answer");
        }
    }

    @Test
    void call_interruptedOrClosed_returnsAtOnce() throws Exception {
        try (ScriptedEngine hanging = new ScriptedEngine(directory).pings("1.44")) {
            EngineRuntime runtime = TestEngine.runtime(hanging.socket(), progress -> {});
            FutureTask<Throwable> interrupted = new FutureTask<>(() -> catchThrowable(runtime::info));
            FutureTask<Throwable> closed = new FutureTask<>(() -> catchThrowable(runtime::info));
            Thread first = new Thread(interrupted);
            first.start();
            new Thread(closed).start();
            awaitRequests(hanging, 3);
            first.interrupt();
            assertThat(interrupted.get(10, TimeUnit.SECONDS)).isInstanceOf(HeadjackInterruptedException.class);

            runtime.close();
            assertThat(closed.get(10, TimeUnit.SECONDS)).isInstanceOf(HeadjackClosedException.class);
        }
    }

    @Test
    void make_callerGivesUp_undoesWhatWasMadeLater() throws Exception {
        try (EngineCalls calls = new EngineCalls(new EngineErrors(TestEngine.settings(directory.resolve("x"))))) {
            CountDownLatch given = new CountDownLatch(1);
            CompletableFuture<String> undone = new CompletableFuture<>();

            assertThatThrownBy(() -> calls.make(
                            "make it",
                            Duration.ofMillis(50),
                            Meaning.USUAL,
                            () -> {
                                given.await();
                                return "made";
                            },
                            undone::complete))
                    .isInstanceOf(RuntimeUnavailableException.class);
            given.countDown();

            assertThat(undone.get(10, TimeUnit.SECONDS)).isEqualTo("made");
        }
    }

    @Test
    void calls_callerIsInterruptedBefore_beginNothing() {
        AtomicBoolean begun = new AtomicBoolean();
        EngineErrors errors = new EngineErrors(TestEngine.settings(directory.resolve("engine.sock")));
        try (EngineCalls calls = new EngineCalls(errors)) {
            Thread.currentThread().interrupt();
            Throwable made = catchThrowable(() -> calls.make(
                    "make it", Duration.ofSeconds(10), Meaning.USUAL, () -> begun.getAndSet(true), it -> {}));
            Throwable called =
                    catchThrowable(() -> calls.call("call it", Duration.ofSeconds(10), () -> begun.getAndSet(true)));
            assertThat(Thread.interrupted()).isTrue();

            assertThat(made).isInstanceOf(HeadjackInterruptedException.class);
            assertThat(called).isInstanceOf(HeadjackInterruptedException.class);
            assertThat(begun).isFalse();
        }
    }

    private static void awaitRequests(ScriptedEngine engine, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (engine.requests().size() < count) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
