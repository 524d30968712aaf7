package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import io.headjack.engine.EngineErrors.Meaning;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.RuntimeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTraitsTest {
    private static final String ROOTFUL = info("\"name=seccomp,profile=default\"", 2);
    private static final String ROOTLESS = info("\"name=seccomp\",\"name=rootless\"", 2);
    private static final String ROOTLESS_PODMAN = ROOTFUL.substring(0, ROOTFUL.length() - 1) + ",\"Rootless\":true}";

    @TempDir
    private Path directory;

    @Test
    void info_idChangesEachTime_isMadeOfWhatStays() throws Exception {
        assertThat(infoOf(ROOTFUL).engineId()).isEqualTo("host:/var/lib/containers/storage");
    }

    @ParameterizedTest
    @MethodSource("engines")
    void info_usersAreMappedToThemselves_keepIds(String answer, boolean rootless) throws Exception {
        RuntimeInfo info = infoOf(answer);

        assertThat(info.rootless()).isEqualTo(rootless);
        assertThat(info.keepsIds()).isTrue();
    }

    static Stream<Arguments> engines() {
        return Stream.of(
                Arguments.of(ROOTFUL, false), Arguments.of(ROOTLESS, true), Arguments.of(ROOTLESS_PODMAN, true));
    }

    @Test
    void create_engineOfAnOrdinaryUser_mapsUsers() throws Exception {
        assertThat(request(ROOTLESS, spec().build()).getHostConfig().getUsernsMode())
                .isEqualTo("keep-id");
        assertThat(request(ROOTFUL, spec().build()).getHostConfig().getUsernsMode())
                .isNullOrEmpty();
    }

    @Test
    void create_imagesHaveLongerNames_keepsTheOneThatWasAskedFor() throws Exception {
        assertThat(request(ROOTFUL, spec().label("a", "b").build()).getLabels())
                .containsEntry("a", "b")
                .containsEntry(ContainerCreation.IMAGE, "debian:x");
    }

    @Test
    void create_limitsThatTheEngineIgnores_areRefused() throws Exception {
        String first = info("\"name=rootless\"", 1);

        assertThatThrownBy(() -> request(first, spec().memoryBytes(1 << 30).build()))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("cannot limit memory or processors");
        assertThatThrownBy(() -> request(first, spec().cpus(1).build())).isInstanceOf(UnsupportedException.class);
        request(first, spec().build());
        request(ROOTLESS, spec().memoryBytes(1 << 30).build());
        request(info("", 1), spec().memoryBytes(1 << 30).build());
    }

    @Test
    void create_selinux_labelsOurOwnDirectoriesOnly() throws Exception {
        Path own = Files.createDirectories(directory.resolve("data/git"));
        Path other = Files.createDirectories(directory.resolve("other"));
        ContainerSpec spec = spec().mount(Mount.bind(own, "/own"))
                .mount(Mount.readOnlyBind(own, "/read"))
                .mount(Mount.readOnlyBind(other, "/other"))
                .build();

        CreateContainerCmd labelled = request(info("\"name=selinux\"", 2), spec);
        assertThat(labelled.getHostConfig().getBinds())
                .extracting(Bind::toString)
                .containsExactly(own + ":/own:rw,z", own + ":/read:ro,z");
        assertThat(labelled.getHostConfig().getMounts()).hasSize(1);

        CreateContainerCmd plain = request(ROOTFUL, spec);
        assertThat(plain.getHostConfig().getMounts()).hasSize(3);
        assertThat(plain.getHostConfig().getBinds()).isNullOrEmpty();
    }

    @Test
    void create_sourceThatTheEngineWouldNotMiss_isRefusedBefore() throws Exception {
        ContainerSpec spec =
                spec().mount(Mount.bind(directory.resolve("none"), "/x")).build();

        assertThatThrownBy(() -> request(ROOTFUL, spec))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(directory.resolve("none").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "the container name \"x\" is already in use by 17. You have to remove it: that name is already in use",
                "can only create exec sessions on running containers: container state improper"
            })
    void refusal_conflictUnderAnotherStatus_isConflict(String words) {
        EngineErrors errors = new EngineErrors(settings(directory.resolve("x")));
        InternalServerErrorException refusal = new InternalServerErrorException(words);

        assertThat(errors.translate("do", refusal, Meaning.CONFLICTS)).isInstanceOf(ConflictException.class);
        assertThat(errors.translate("do", refusal, Meaning.USUAL)).isInstanceOf(OperationFailedException.class);
    }

    @Test
    void refusal_withAKnownCure_namesIt() {
        EngineErrors errors = new EngineErrors(settings(directory.resolve("x")));

        assertThat(errors.translate("start", new InternalServerErrorException("init is gone"), Meaning.USUAL))
                .hasMessageContaining("init is gone. Install an init.");
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/debian:x, debian:x",
        "docker.io/me/tool:1, me/tool:1",
        "localhost/mine:1, mine:1",
        "quay.io/a/b:1, quay.io/a/b:1"
    })
    void shortened_fullName_isWhatDockerLists(String full, String shortened) {
        assertThat(ImageReference.shortened(full)).isEqualTo(shortened);
    }

    @Test
    void connect_nobodyListens_startsTheEngineEachTime() throws Exception {
        AtomicInteger starts = new AtomicInteger();
        Path elsewhere = Files.createDirectory(directory.resolve("started"));
        try (ScriptedEngine first = engine(elsewhere, ROOTFUL);
                EngineRuntime runtime = new EngineRuntime(settings(directory.resolve("nobody.sock")), context(), () -> {
                    starts.incrementAndGet();
                    return first.socket();
                })) {
            assertThat(runtime.info().endpoint()).isEqualTo("unix://" + first.socket());
            runtime.info();
            assertThat(starts).hasValue(1);

            first.close();
            try (ScriptedEngine second = engine(elsewhere, ROOTFUL)) {
                assertThat(second.socket()).isEqualTo(first.socket());
                runtime.info();
            }
        }
    }

    private RuntimeInfo infoOf(String info) throws Exception {
        try (ScriptedEngine engine = engine(directory, info);
                EngineRuntime runtime = new EngineRuntime(settings(engine.socket()), context())) {
            return runtime.info();
        }
    }

    private CreateContainerCmd request(String info, ContainerSpec spec) throws Exception {
        DefaultDockerClientConfig config =
                DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        try (ScriptedEngine scripted = engine(directory, info);
                Engine engine = new Engine(settings(scripted.socket()))) {
            return new ContainerCreation(spec, engine.settings())
                    .request(
                            DockerClientImpl.getInstance(
                                    config, new EngineTransport(new EngineDoor(scripted.socket(), null))),
                            engine);
        }
    }

    private static ScriptedEngine engine(Path directory, String info) throws Exception {
        return new ScriptedEngine(directory).pings("1.41").answers("GET /v1.41/info", 200, info);
    }

    private static String info(String security, int controlGroups) {
        return "{\"ID\":\"%s\",\"Name\":\"host\",\"DockerRootDir\":\"/var/lib/containers/storage\",\"ServerVersion\":\"4.3.1\","
                        .formatted(System.nanoTime())
                + "\"SecurityOptions\":[%s],\"CgroupVersion\":\"%d\"}".formatted(security, controlGroups);
    }

    private static ContainerSpec.Builder spec() {
        return ContainerSpec.builder("box", "debian:x");
    }

    private RuntimeContext context() {
        return new RuntimeContext(directory, Map.of(), Clock.systemUTC(), progress -> {});
    }

    private EngineSettings settings(Path socket) {
        return new EngineSettings(
                "podman",
                "Podman",
                socket,
                List.of("podman"),
                "Start it.",
                "Ask.",
                new EngineTraits(
                        false,
                        false,
                        false,
                        Optional.of("keep-id"),
                        Optional.of(directory.resolve("data")),
                        Map.of("init is gone", "Install an init.")));
    }
}
