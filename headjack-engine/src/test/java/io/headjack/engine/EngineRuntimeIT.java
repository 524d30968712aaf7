package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Isolation;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EngineRuntimeIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ContainerId NONE = new ContainerId("hj-engine-there-is-none");

    private TestEngine engine;
    private EngineRuntime runtime;

    @BeforeEach
    void connect() {
        engine = TestEngine.require();
        runtime = engine.runtime();
    }

    @AfterEach
    void clean() {
        if (engine != null) {
            engine.close();
        }
    }

    @Test
    void info_realEngine_saysWhoItIs() {
        assertThat(runtime.info()).satisfies(info -> {
            assertThat(info.id()).isEqualTo("docker");
            assertThat(info.version()).isNotBlank();
            assertThat(info.engineId()).isNotBlank().isEqualTo(runtime.info().engineId());
            assertThat(info.endpoint()).isEqualTo("unix://" + TestEngine.socket());
            assertThat(info.isolation()).isEqualTo(Isolation.CONTAINER);
        });
    }

    @Test
    void lifeCycle_eachStepTwice_isLeftAsItIs() {
        ContainerId container = runtime.create(engine.spec("life").build());
        assertThat(state(container)).isEqualTo(ContainerState.CREATED);
        runtime.stop(container, Duration.ofSeconds(1));
        runtime.unpause(container);

        runtime.start(container);
        runtime.start(container);
        assertThat(state(container)).isEqualTo(ContainerState.RUNNING);
        runtime.unpause(container);

        runtime.pause(container);
        runtime.pause(container);
        assertThat(state(container)).isEqualTo(ContainerState.PAUSED);
        runtime.start(container);
        assertThat(state(container)).isEqualTo(ContainerState.PAUSED);
        assertThatThrownBy(() -> runtime.exec(container, ExecSpec.of("true"))).isInstanceOf(ConflictException.class);

        runtime.unpause(container);
        runtime.unpause(container);
        assertThat(state(container)).isEqualTo(ContainerState.RUNNING);

        runtime.stop(container, Duration.ofSeconds(5));
        runtime.stop(container, Duration.ofSeconds(5));
        assertThat(state(container)).isEqualTo(ContainerState.STOPPED);
        assertThatThrownBy(() -> runtime.pause(container))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("not running");

        runtime.start(container);
        runtime.remove(container);
        runtime.remove(container);
        assertThat(runtime.find(container.value())).isEmpty();
    }

    @Test
    void stop_pausedContainer_stopsIt() {
        ContainerId container = engine.started("stop-paused");
        runtime.pause(container);

        runtime.stop(container, Duration.ofSeconds(1));

        assertThat(state(container)).isEqualTo(ContainerState.STOPPED);
    }

    @Test
    void stop_programThatHonoursTerm_isFast() {
        ContainerId container = engine.started("stop-fast");
        long begin = System.nanoTime();

        runtime.stop(container, Duration.ofSeconds(30));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void calls_noSuchContainer_areNotFound() {
        assertThatThrownBy(() -> runtime.start(NONE))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(NONE.value());
        assertThatThrownBy(() -> runtime.stop(NONE, Duration.ZERO)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runtime.pause(NONE)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> runtime.unpause(NONE)).isInstanceOf(NotFoundException.class);
        assertThat(runtime.find(NONE.value())).isEmpty();
        runtime.remove(NONE);
    }

    @Test
    void create_wholeSpec_isWhatRunsInside(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("hello"), "from the host");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        runtime.createVolume(engine.name("volume"), engine.labels());
        ContainerSpec spec = engine.spec("whole")
                .environment(Map.of("GREETING", "a b"))
                .mount(Mount.bind(directory, "/rw"))
                .mount(Mount.readOnlyBind(directory, "/ro"))
                .mount(Mount.volume(engine.name("volume"), "/volume"))
                .mount(Mount.tmpfs("/memory", "1777"))
                .workingDirectory("/usr")
                .user("1234:1234")
                .network(false)
                .memoryBytes(64L * 1024 * 1024)
                .cpus(0.5)
                .flags(Map.of("hostname", List.of("boxed"), "ulimit", List.of("nofile=512:1024")))
                .build();
        ContainerId container = runtime.create(spec);
        runtime.start(container);

        assertThat(out(container, "cat /rw/hello /ro/hello")).isEqualTo("from the hostfrom the host");
        assertThat(out(container, "pwd; id -u; id -g; hostname; ulimit -n; echo $GREETING"))
                .isEqualTo("/usr\n1234\n1234\nboxed\n512\na b\n");
        assertThat(out(container, "stat -c %a /memory; ls /sys/class/net")).isEqualTo("1777\nlo\n");
        assertThat(out(container, "touch /ro/x 2>&1")).contains("Read-only");
        assertThat(out(container, "grep NoNewPrivs /proc/self/status")).isEqualTo("NoNewPrivs:\t1\n");
        assertThat(out(container, "cat /proc/1/comm")).contains("init");
        assertThat(out(container, "tr '\\0' ' ' </proc/1/cmdline")).contains("tail -f /dev/null");
    }

    @Test
    void create_nothingAsked_dropsCapabilitiesToTheShortList() throws Exception {
        ContainerId container = engine.started("caps");

        // CHOWN 0, DAC_OVERRIDE 1, FOWNER 3, FSETID 4, KILL 5, SETGID 6, SETUID 7
        assertThat(out(container, "grep CapBnd /proc/self/status")).isEqualTo("CapBnd:\t00000000000000fb\n");
    }

    @Test
    void create_capabilityFlag_isAddedToTheShortList() throws Exception {
        ContainerId container = runtime.create(engine.spec("cap-add")
                .flags(Map.of("cap-add", List.of("NET_RAW")))
                .build());
        runtime.start(container);

        assertThat(out(container, "grep CapBnd /proc/self/status")).isEqualTo("CapBnd:\t00000000000020fb\n");
    }

    @Test
    void create_missingMountSource_isRefusedByNameAndMakesNothing(@TempDir Path directory) {
        Path missing = directory.resolve("missing");
        ContainerSpec spec =
                engine.spec("no-source").mount(Mount.bind(missing, "/x")).build();

        assertThatThrownBy(() -> runtime.create(spec))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
        assertThat(runtime.find(spec.name())).isEmpty();
    }

    @Test
    void create_missingVolumeOrImage_isNotFound() {
        ContainerSpec volume = engine.spec("no-volume")
                .mount(Mount.volume(engine.name("none"), "/x"))
                .build();
        ContainerSpec image = ContainerSpec.builder(engine.name("no-image"), "hj-engine/there-is:none")
                .build();

        assertThatThrownBy(() -> runtime.create(volume))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(engine.name("none"));
        assertThatThrownBy(() -> runtime.create(image))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("hj-engine/there-is:none");
        assertThat(runtime.listVolumes(Map.of())).doesNotContain(engine.name("none"));
    }

    @Test
    void create_nameIsTaken_isAConflict() {
        runtime.create(engine.spec("twice").build());

        assertThatThrownBy(() -> runtime.create(engine.spec("twice").build()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(engine.name("twice"));
    }

    @Test
    void list_byLabels_hasThoseThatHaveAllOfThem() {
        ContainerId one =
                runtime.create(engine.spec("list-1").label("hj.kind", "a").build());
        ContainerId two =
                runtime.create(engine.spec("list-2").label("hj.kind", "b").build());

        assertThat(runtime.list(engine.labels())).extracting(ContainerInfo::id).containsExactlyInAnyOrder(one, two);
        assertThat(runtime.list(Map.of(TestEngine.LABEL, engine.labels().get(TestEngine.LABEL), "hj.kind", "b")))
                .containsExactly(runtime.find(engine.name("list-2")).orElseThrow());
    }

    @Test
    void find_startOfIdOrOddName_isEmpty() {
        ContainerId container = runtime.create(engine.spec("find").build());

        assertThat(runtime.find(container.value())).isPresent();
        assertThat(runtime.find(engine.name("find"))).hasValueSatisfying(info -> {
            assertThat(info.name()).isEqualTo(engine.name("find"));
            assertThat(info.image()).isEqualTo(TestEngine.IMAGE);
            assertThat(info.labels()).containsAllEntriesOf(engine.labels());
        });
        assertThat(runtime.find(container.value().substring(0, 12))).isEmpty();
        assertThat(runtime.find("../info")).isEmpty();
    }

    @Test
    void volumes_madeAndRemovedTwice_areListedByLabels() {
        runtime.createVolume(engine.name("v"), engine.labels());
        runtime.createVolume(engine.name("v"), engine.labels());
        assertThat(runtime.listVolumes(engine.labels())).containsExactly(engine.name("v"));

        runtime.removeVolume(engine.name("v"));
        runtime.removeVolume(engine.name("v"));
        assertThat(runtime.listVolumes(engine.labels())).isEmpty();
    }

    @Test
    void remove_containerWithVolume_keepsTheVolume() {
        runtime.createVolume(engine.name("kept"), engine.labels());
        ContainerId container = runtime.create(engine.spec("keeper")
                .mount(Mount.volume(engine.name("kept"), "/v"))
                .build());
        assertThatThrownBy(() -> runtime.removeVolume(engine.name("kept")))
                .isInstanceOf(OperationFailedException.class);

        runtime.remove(container);

        assertThat(runtime.listVolumes(engine.labels())).containsExactly(engine.name("kept"));
    }

    @Test
    void close_twice_refusesCallsFromThenOn() {
        EngineRuntime second = TestEngine.runtime(TestEngine.socket(), progress -> {});
        second.info();
        second.close();
        second.close();

        assertThatThrownBy(second::info).isInstanceOf(HeadjackClosedException.class);
    }

    private ContainerState state(ContainerId container) {
        return runtime.find(container.value()).orElseThrow().state();
    }

    private String out(ContainerId container, String script) throws IOException {
        try (RuntimeProcess shell = runtime.exec(container, ExecSpec.of("sh", "-c", script))) {
            String text = new String(shell.stdout().readAllBytes(), UTF_8);
            shell.await(LONG);
            return text;
        }
    }
}
