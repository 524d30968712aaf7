package io.headjack.internal.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.RuntimeProcess;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local runtime with real processes. */
@RequiresTool({"sh", "script"})
class LocalRuntimeIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private ContainerRuntime runtime;

    @BeforeEach
    void open() {
        runtime = newRuntime();
    }

    @AfterEach
    void removeAll() {
        try (ContainerRuntime cleaner = newRuntime()) {
            cleaner.list(Map.of()).forEach(each -> cleaner.remove(each.id()));
        }
        runtime.close();
    }

    @Test
    void create_thenFind_givesWhatWasAsked() {
        ContainerId id = runtime.create(
                ContainerSpec.builder("näme", "image").label("key", "välue\n=").build());
        ContainerInfo info = newRuntime().find("näme").orElseThrow();
        assertThat(info.id()).isEqualTo(id);
        assertThat(info.name()).isEqualTo("näme");
        assertThat(info.state()).isEqualTo(ContainerState.CREATED);
        assertThat(info.labels()).isEqualTo(Map.of("key", "välue\n="));
        assertThat(runtime.find(id.value())).contains(info);
        assertThat(runtime.find("näm")).isEmpty();
    }

    @Test
    void create_nameThatIsTaken_isAConflict() {
        runtime.create(ContainerSpec.builder("one", "image").build());
        assertThatThrownBy(() ->
                        runtime.create(ContainerSpec.builder("one", "image").build()))
                .isInstanceOf(ConflictException.class);
        assertThat(runtime.list(Map.of())).hasSize(1);
    }

    @Test
    void create_nameOfARecordThatAPowerCutTore_takesItsPlace() throws IOException {
        runtime.create(ContainerSpec.builder("one", "image").build());
        try (Stream<Path> files = Files.walk(directory)) {
            Files.write(
                    files.filter(each -> each.endsWith("container.properties"))
                            .findFirst()
                            .orElseThrow(),
                    new byte[0]);
        }
        assertThat(runtime.list(Map.of())).isEmpty();

        runtime.create(ContainerSpec.builder("one", "image").build());

        assertThat(runtime.list(Map.of())).hasSize(1);
    }

    @Test
    void create_whatCannotBeHeld_isRefused() {
        ContainerSpec.Builder[] unsupported = {
            ContainerSpec.builder("a", "i").memoryBytes(1),
            ContainerSpec.builder("a", "i").cpus(1),
            ContainerSpec.builder("a", "i").network(false),
            ContainerSpec.builder("a", "i").user("4711"),
            ContainerSpec.builder("a", "i").command(List.of("true")),
            ContainerSpec.builder("a", "i").mount(Mount.bind(directory, "/x"))
        };
        for (ContainerSpec.Builder each : unsupported) {
            assertThatThrownBy(() -> runtime.create(each.build())).isInstanceOf(UnsupportedException.class);
        }
        assertThatThrownBy(() -> runtime.create(ContainerSpec.builder("a", "i")
                        .flags(Map.of("privileged", List.of("true")))
                        .build()))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("privileged");
        assertThat(runtime.list(Map.of())).isEmpty();
    }

    @Test
    void list_labels_mustAllBeThere() {
        ContainerId both = runtime.create(
                ContainerSpec.builder("a", "i").label("x", "1").label("y", "2").build());
        runtime.create(ContainerSpec.builder("b", "i").label("x", "1").build());
        assertThat(runtime.list(Map.of("x", "1", "y", "2")))
                .extracting(ContainerInfo::id)
                .containsExactly(both);
        assertThat(runtime.list(Map.of("x", "2"))).isEmpty();
    }

    @Test
    void exec_plain_passesEverythingThrough() throws IOException {
        ContainerId id = started();
        ExecSpec spec = ExecSpec.of("sh", "-c", "cat; echo \"$A $PWD\" >&2; exit 7")
                .environment(Map.of("A", "b c"))
                .workingDirectory(directory.toRealPath().toString());
        try (RuntimeProcess process = runtime.exec(id, spec)) {
            process.stdin().write("text".getBytes(UTF_8));
            process.stdin().close();
            assertThat(new String(process.stdout().readAllBytes(), UTF_8)).isEqualTo("text");
            assertThat(new String(process.stderr().readAllBytes(), UTF_8))
                    .isEqualTo("b c " + directory.toRealPath() + "\n");
            assertThat(process.await(DEADLINE).code()).isEqualTo(7);
        }
    }

    @Test
    void exec_terminal_hasItsSizeAndTakesAnother() throws IOException {
        ContainerId id = started();
        ExecSpec spec = ExecSpec.of(
                        "sh",
                        "-c",
                        "stty size; echo \"$1|$SHELL|\"; read -r line; stty size; exit 5",
                        "sh",
                        "a; $(b) '")
                .environment(Map.of("SHELL", "/bin/none"))
                .terminal(new TerminalSize(81, 31));
        try (RuntimeProcess process = runtime.exec(id, spec)) {
            StringBuilder output = new StringBuilder();
            while (output.indexOf("none|") < 0) {
                output.append((char) process.stdout().read());
            }
            process.resize(new TerminalSize(99, 44));
            process.stdin().write('\r');
            process.stdin().flush();
            output.append(new String(process.stdout().readAllBytes(), UTF_8));
            assertThat(output.toString())
                    .startsWith("31 81\r\na; $(b) '|/bin/none|\r\n")
                    .endsWith("44 99\r\n");
            assertThat(process.await(DEADLINE).code()).isEqualTo(5);
        }
    }

    @Test
    void exec_missingProgram_fails() {
        ContainerId id = started();
        assertThatThrownBy(() -> runtime.exec(id, ExecSpec.of("no-such-program")))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void exec_containerThatDoesNotRun_isAConflict() {
        ContainerId id = runtime.create(ContainerSpec.builder("a", "i").build());
        assertThatThrownBy(() -> runtime.exec(id, ExecSpec.of("true"))).isInstanceOf(ConflictException.class);
        assertThatThrownBy(() -> runtime.exec(new ContainerId("none"), ExecSpec.of("true")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void execCommand_runOnTheHost_doesTheSame() throws IOException {
        ContainerId id = started();
        ExecSpec spec = ExecSpec.of("sh", "-c", "echo \"$HEADJACK_CONTAINER $A $PWD\"")
                .environment(Map.of("A", "$(x) y"))
                .workingDirectory(directory.toRealPath().toString());
        List<String> command = new ArrayList<>(runtime.execCommand(id, spec));
        try (RuntimeProcess process = runtime.exec(id, ExecSpec.of(command))) {
            assertThat(new String(process.stdout().readAllBytes(), UTF_8))
                    .isEqualTo(id + " $(x) y " + directory.toRealPath() + "\n");
        }
    }

    @Test
    void stop_detachedProcess_endsItAndNoOther() throws IOException {
        ContainerId id = started();
        ContainerId other = runtime.create(ContainerSpec.builder("other", "i").build());
        runtime.start(other);
        RuntimeProcess spared = runtime.exec(other, ExecSpec.of("sleep", "1000"));
        long detached = pid(id, "setsid sleep 1000 >/dev/null 2>&1 & echo $!");
        runtime.stop(id, DEADLINE);
        assertThat(runs(detached)).isFalse();
        assertThat(runtime.find("one").orElseThrow().state()).isEqualTo(ContainerState.STOPPED);
        assertThatThrownBy(() -> spared.await(Duration.ofMillis(1))).isInstanceOf(HeadjackTimeoutException.class);
        runtime.remove(other);
        assertThat(spared.await(DEADLINE).signal()).isPresent();
    }

    @Test
    void stop_processThatIgnoresTerm_isKilledAfterTheGrace() throws IOException {
        ContainerId id = started();
        RuntimeProcess stubborn =
                runtime.exec(id, ExecSpec.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"));
        assertThat(stubborn.stdout().read()).isEqualTo('r');
        runtime.stop(id, Duration.ofMillis(300));
        assertThat(stubborn.await(DEADLINE).signal()).hasValue(9);
    }

    @Test
    void pause_freezesUntilUnpaused() throws IOException {
        ContainerId id = started();
        try (RuntimeProcess cat = runtime.exec(id, ExecSpec.of("cat"))) {
            runtime.pause(id);
            assertThat(runtime.find("one").orElseThrow().state()).isEqualTo(ContainerState.PAUSED);
            assertThatThrownBy(() -> runtime.exec(id, ExecSpec.of("true"))).isInstanceOf(ConflictException.class);
            cat.stdin().write('x');
            cat.stdin().flush();
            runtime.unpause(id);
            assertThat(cat.stdout().read()).isEqualTo('x');
        }
    }

    @Test
    void stop_paused_endsItWithinTheGrace() {
        ContainerId id = started();
        RuntimeProcess sleep = runtime.exec(id, ExecSpec.of("sleep", "1000"));
        runtime.pause(id);
        runtime.stop(id, DEADLINE);
        assertThat(sleep.await(DEADLINE).signal()).hasValue(15);
    }

    @Test
    void remove_running_killsAndForgets() {
        ContainerId id = started();
        RuntimeProcess sleep = runtime.exec(id, ExecSpec.of("sleep", "1000"));
        runtime.remove(id);
        runtime.remove(id);
        assertThat(sleep.await(DEADLINE).signal()).isPresent();
        assertThat(runtime.find("one")).isEmpty();
        assertThatThrownBy(() -> runtime.start(id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void close_thenAnyCall_isRefused() {
        runtime.close();
        assertThatThrownBy(() -> runtime.list(Map.of())).isInstanceOf(HeadjackClosedException.class);
    }

    private ContainerId started() {
        ContainerId id = runtime.create(ContainerSpec.builder("one", "image").build());
        runtime.start(id);
        return id;
    }

    private long pid(ContainerId id, String script) throws IOException {
        try (RuntimeProcess process = runtime.exec(id, ExecSpec.of("sh", "-c", script))) {
            return Long.parseLong(new String(process.stdout().readAllBytes(), UTF_8).strip());
        }
    }

    /** The host's first process need not reap what it inherits, so that a dead process may still be listed. */
    private static boolean runs(long process) {
        return ProcessHandle.of(process)
                .flatMap(handle -> handle.info().commandLine())
                .isPresent();
    }

    private ContainerRuntime newRuntime() {
        return new LocalRuntimeProvider()
                .create(new RuntimeContext(directory, System.getenv(), Clock.systemUTC(), progress -> {}));
    }
}
