package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.ExitStatus;
import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an instance asks of an engine in its life, once each, with what must come of it on every engine. It runs on a real
 * engine to be recorded, and on the recordings.
 */
final class EngineScenario {
    static final String LABEL = "io.headjack.recording";
    static final String CONTAINER = "headjack-recording-box";
    static final String VOLUME = "headjack-recording-home";
    static final String BUILT = "headjack-recording-built:1";

    private static final String REGISTRY = "localhost:5077";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Map<String, String> LABELS = Map.of(LABEL, "yes");
    private static final ContainerId NONE = new ContainerId("headjack-recording-none");

    private final EngineRuntime runtime;
    private final Path directory;

    /** Takes an empty directory for the context of a build. */
    EngineScenario(EngineRuntime runtime, Path directory) {
        this.runtime = runtime;
        this.directory = directory;
    }

    void run() throws IOException {
        assertThat(runtime.info().engineId()).isNotBlank();
        images();
        builds();
        runtime.createVolume(VOLUME, LABELS);
        runtime.createVolume(VOLUME, LABELS);
        assertThat(runtime.listVolumes(LABELS)).containsExactly(VOLUME);
        refusedCreations();

        ContainerId box = runtime.create(box().build());
        assertThat(state(box)).isEqualTo(ContainerState.CREATED);
        assertRefused(ConflictException.class, CONTAINER, () -> runtime.create(box().build()));
        runtime.start(box);
        runtime.start(box);
        listed(box);
        streams(box);
        terminal(box);
        missingProgram(box);
        pauses(box);
        assertThatThrownBy(() -> runtime.removeVolume(VOLUME))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("in use");
        runtime.stop(box, Duration.ofSeconds(5));
        runtime.stop(box, Duration.ofSeconds(5));
        assertThat(state(box)).isEqualTo(ContainerState.STOPPED);
        assertRefused(ConflictException.class, "not running", () -> runtime.exec(box, ExecSpec.of("true")));
        assertRefused(OperationFailedException.class, "not running", () -> runtime.pause(box));

        runtime.remove(box);
        runtime.remove(box);
        assertThat(runtime.find(CONTAINER)).isEmpty();
        assertRefused(NotFoundException.class, NONE.value(), () -> runtime.start(NONE));
        assertRefused(NotFoundException.class, NONE.value(), () -> runtime.stop(NONE, Duration.ZERO));
        assertRefused(NotFoundException.class, NONE.value(), () -> runtime.exec(NONE, ExecSpec.of("true")));
        runtime.removeVolume(VOLUME);
        runtime.removeVolume(VOLUME);
        assertThat(runtime.listVolumes(LABELS)).isEmpty();
    }

    private void images() {
        ImageInfo base = runtime.findImage(TestEngine.IMAGE).orElseThrow();
        assertThat(base.id()).startsWith("sha256:");
        assertThat(base.user()).isEmpty();
        assertThat(runtime.findImage(base.id())).contains(base);
        assertThat(runtime.findImage("headjack-recording:none")).isEmpty();
        assertRefused(OperationFailedException.class, "refused", () -> runtime.pullImage("localhost:1/none:1"));
        for (String none : List.of("/headjack-test/base:none", "/headjack-test/none:1")) {
            assertRefused(NotFoundException.class, none, () -> runtime.pullImage(REGISTRY + none));
        }
        ImageInfo pulled = runtime.pullImage(REGISTRY + "/headjack-test/base:1");
        assertThat(runtime.findImage(REGISTRY + "/headjack-test/base:1")).contains(pulled);
    }

    private void builds() throws IOException {
        ImageInfo built = build("USER 1234\n");
        assertThat(built.user()).isEqualTo("1234");
        assertThat(runtime.findImage(BUILT)).contains(built);
        assertThatThrownBy(() -> build("RUN echo the last words; exit 3\n"))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("Step 2/")
                .hasMessageContaining("the last words")
                .hasMessageContaining("code: 3");
    }

    private ImageInfo build(String step) throws IOException {
        Path dockerfile = Files.writeString(directory.resolve("Dockerfile"), "FROM " + TestEngine.IMAGE + "\n" + step);
        return runtime.buildImage(new ImageBuild(directory, dockerfile, BUILT, null, LABELS, true));
    }

    private void refusedCreations() {
        String source = "/headjack-recording/none";
        assertRefused(
                InvalidRequestException.class,
                source,
                () -> runtime.create(
                        box().mount(Mount.bind(Path.of(source), "/missing")).build()));
        assertRefused(
                NotFoundException.class,
                "headjack-recording-none",
                () -> runtime.create(box().mount(Mount.volume("headjack-recording-none", "/missing"))
                        .build()));
        assertRefused(
                NotFoundException.class,
                "headjack-recording:none",
                () -> runtime.create(ContainerSpec.builder(CONTAINER, "headjack-recording:none")
                        .build()));
        assertThat(runtime.find(CONTAINER)).isEmpty();
    }

    private static ContainerSpec.Builder box() {
        return ContainerSpec.builder(CONTAINER, TestEngine.IMAGE)
                .label(LABEL, "yes")
                .environment(Map.of("GREETING", "a b"))
                .mount(Mount.readOnlyBind(Path.of("/usr"), "/host"))
                .mount(Mount.volume(VOLUME, "/home/user"))
                .mount(Mount.tmpfs("/memory", "1777"))
                .workingDirectory("/srv")
                .user("1234:1234")
                .network(false)
                .memoryBytes(64L * 1024 * 1024)
                .cpus(0.5)
                .flags(Map.of("hostname", List.of("boxed"), "ulimit", List.of("nofile=512:1024")));
    }

    private void listed(ContainerId box) {
        ContainerInfo found = runtime.find(CONTAINER).orElseThrow();
        assertThat(found.id()).isEqualTo(box);
        assertThat(found.name()).isEqualTo(CONTAINER);
        assertThat(found.state()).isEqualTo(ContainerState.RUNNING);
        assertThat(found.image()).isEqualTo(TestEngine.IMAGE);
        assertThat(found.labels()).containsEntry(LABEL, "yes");
        assertThat(runtime.list(LABELS)).containsExactly(found);
        assertThat(runtime.find(box.value().substring(0, 12))).isEmpty();
    }

    private void streams(ContainerId box) throws IOException {
        String script = "cat; pwd; id -u; hostname; echo $GREETING; echo wrong >&2; exit 7";
        try (RuntimeProcess shell = runtime.exec(box, ExecSpec.of("sh", "-c", script))) {
            shell.stdin().write("to the program\n".getBytes(UTF_8));
            shell.stdin().close();
            assertThat(text(shell)).isEqualTo("to the program\n/srv\n1234\nboxed\na b\n");
            assertThat(new String(shell.stderr().readAllBytes(), UTF_8)).isEqualTo("wrong\n");
            assertThat(shell.await(LONG)).isEqualTo(new ExitStatus(7));
        }
    }

    private void terminal(ContainerId box) throws IOException {
        ExecSpec spec = ExecSpec.of("sh", "-c", "read word; stty size; echo said $word; exit 3")
                .terminal(new TerminalSize(100, 30));
        try (RuntimeProcess shell = runtime.exec(box, spec)) {
            shell.resize(new TerminalSize(120, 40));
            shell.stdin().write("hello\n".getBytes(UTF_8));
            shell.stdin().flush();
            assertThat(text(shell)).isEqualTo("hello\r\n40 120\r\nsaid hello\r\n");
            assertThat(shell.await(LONG)).isEqualTo(new ExitStatus(3));
        }
    }

    private void missingProgram(ContainerId box) {
        try (RuntimeProcess none = runtime.exec(box, ExecSpec.of("there-is-none"))) {
            assertThat(none.await(LONG).code()).isBetween(126, 127);
        }
    }

    private void pauses(ContainerId box) {
        runtime.pause(box);
        runtime.pause(box);
        assertThat(state(box)).isEqualTo(ContainerState.PAUSED);
        runtime.start(box);
        assertRefused(ConflictException.class, "paused", () -> runtime.exec(box, ExecSpec.of("true")));
        runtime.unpause(box);
        runtime.unpause(box);
        assertThat(state(box)).isEqualTo(ContainerState.RUNNING);
    }

    private ContainerState state(ContainerId container) {
        return runtime.find(container.value()).orElseThrow().state();
    }

    private static String text(RuntimeProcess program) throws IOException {
        return new String(program.stdout().readAllBytes(), UTF_8);
    }

    private static void assertRefused(Class<? extends HeadjackException> error, String words, Call call) {
        assertThatThrownBy(call::make).isExactlyInstanceOf(error).hasMessageContaining(words);
    }

    @FunctionalInterface
    private interface Call {
        void make();
    }
}
