package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Engines that are not at hand. The exchanges are constructed from the documented shapes of each version's answers, not
 * recorded from engines.
 */
@Timeout(60)
class EngineVersionsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "20.10.24, 1.41, 1.41",
        "24.0.9, 1.43, 1.43",
        "25.0.5, 1.44, 1.44",
        "26.1.4, 1.45, 1.44",
        "27.5.1, 1.47, 1.44",
        "28.5.1, 1.51, 1.44",
        "29.0.0, 1.52, 1.44"
    })
    void calls_constructedExchange_speakTheVersionBothKnow(String engine, String theirs, String spoken)
            throws Exception {
        try (ScriptedEngine scripted = scripted(engine, theirs, spoken);
                EngineRuntime runtime = TestEngine.runtime(scripted.socket(), progress -> {})) {
            assertThat(runtime.info()).satisfies(info -> {
                assertThat(info.version()).isEqualTo(engine);
                assertThat(info.engineId()).isEqualTo("1bd9f1a0-9f35-4d65-8f5a-7a1a3f6a4c11");
                assertThat(info.rootless()).isTrue();
            });
            assertThat(runtime.list(Map.of("a", "b"))).singleElement().satisfies(container -> {
                assertThat(container.name()).isEqualTo("box");
                assertThat(container.state()).isEqualTo(ContainerState.RUNNING);
                assertThat(container.createdAt()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
            });
            assertThat(runtime.find("box"))
                    .hasValueSatisfying(container -> assertThat(container)
                            .isEqualTo(runtime.list(Map.of("a", "b")).get(0)));
            assertThat(scripted.requests())
                    .filteredOn(request -> request.startsWith("GET /_ping"))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.39", "1.24", "0.99"})
    void calls_engineIsTooOld_areUnsupported(String theirs) throws Exception {
        try (ScriptedEngine scripted = new ScriptedEngine(directory).pings(theirs);
                EngineRuntime runtime = TestEngine.runtime(scripted.socket(), progress -> {})) {
            assertThatThrownBy(runtime::info)
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining(theirs)
                    .hasMessageContaining("1.40")
                    .hasMessageContaining("Update");
        }
    }

    @Test
    void calls_somethingElseListens_areUnsupported() throws Exception {
        try (ScriptedEngine scripted = new ScriptedEngine(directory).answers("GET /_ping", 200, "hello");
                EngineRuntime runtime = TestEngine.runtime(scripted.socket(), progress -> {})) {
            assertThatThrownBy(runtime::info)
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("Is it a container engine?");
        }
    }

    private ScriptedEngine scripted(String engine, String theirs, String spoken) throws Exception {
        String id = "4fa6e0f0c1233967f0f0c1233967f0f04fa6e0f0c1233967f0f0c1233967f0f0";
        return new ScriptedEngine(directory)
                .pings(theirs)
                .answers(
                        "GET /v" + spoken + "/info",
                        200,
                        "{\"ID\":\"1bd9f1a0-9f35-4d65-8f5a-7a1a3f6a4c11\",\"ServerVersion\":\"" + engine
                                + "\",\"SecurityOptions\":[\"name=seccomp,profile=builtin\",\"name=rootless\",\"name=cgroupns\"],"
                                + "\"DiscoveredDevices\":[{\"Source\":\"cdi\",\"ID\":\"vendor.com/gpu=0\"}],\"NewerField\":{}}")
                .answers(
                        "GET /v" + spoken + "/containers/json?",
                        200,
                        "[{\"Id\":\"" + id
                                + "\",\"Names\":[\"/other/alias\",\"/box\"],\"Image\":\"debian:12\",\"ImageID\":\"sha256:aa\","
                                + "\"Command\":\"tail -f /dev/null\",\"Created\":1700000000,\"Ports\":[],\"Labels\":{\"a\":\"b\"},"
                                + "\"State\":\"running\",\"Status\":\"Up 2 minutes\",\"Health\":{\"Status\":\"none\"},"
                                + "\"ImageManifestDescriptor\":{\"size\":1},\"Mounts\":[]}]")
                .answers(
                        "GET /v" + spoken + "/containers/box/json",
                        200,
                        "{\"Id\":\"" + id + "\",\"Created\":\"2023-11-14T22:13:20.123456789Z\",\"Name\":\"/box\","
                                + "\"State\":{\"Status\":\"running\",\"Running\":true,\"Paused\":false},"
                                + "\"Image\":\"sha256:aa\",\"ImageManifestDescriptor\":{\"size\":1},"
                                + "\"Config\":{\"Image\":\"debian:12\",\"Labels\":{\"a\":\"b\"}},\"Mounts\":[]}");
    }
}
