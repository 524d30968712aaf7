package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Engines that are not at hand: what {@link EngineRecorder} recorded on each is replayed. */
@Timeout(60)
class EngineVersionsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "20.10.24, 1.41",
        "24.0.9, 1.43",
        "25.0.6, 1.44",
        "26.1.5, 1.44",
        "27.5.1, 1.44",
        "28.5.2, 1.44",
        "2.0.0-beta.6, 1.44"
    })
    void wholeLife_recordedEngine_goesAsItDidThere(String engine, String spoken) throws Exception {
        List<Exchange> recorded = recorded(engine);
        try (ReplayingEngine replay = new ReplayingEngine(directory, recorded);
                EngineRuntime runtime = TestEngine.runtime(replay.socket(), progress -> {})) {
            Throwable failure = catchThrowable(() -> new EngineScenario(runtime, directory).run());

            assertThat(failure).as(replay.deviation().orElse("all as recorded")).isNull();
            assertThat(replay.deviation()).isEmpty();
        }
        assertThat(recorded.subList(1, recorded.size()))
                .allSatisfy(exchange -> assertThat(exchange.request()).contains(" /v" + spoken + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"20.10.24", "24.0.9", "25.0.6", "26.1.5", "27.5.1", "28.5.2", "2.0.0-beta.6"})
    void info_recordedEngine_isItsOwn(String engine) throws Exception {
        try (ReplayingEngine replay =
                        new ReplayingEngine(directory, recorded(engine).subList(0, 2));
                EngineRuntime runtime = TestEngine.runtime(replay.socket(), progress -> {})) {
            assertThat(runtime.info()).satisfies(info -> {
                assertThat(info.version()).startsWith(engine);
                assertThat(info.rootless()).isFalse();
            });
        }
    }

    @Test
    void calls_notAsRecorded_getNoAnswer() throws Exception {
        try (ReplayingEngine replay = new ReplayingEngine(directory, recorded("20.10.24"));
                EngineRuntime runtime = TestEngine.runtime(replay.socket(), progress -> {})) {
            assertThatThrownBy(() -> runtime.find("another")).isInstanceOf(RuntimeUnavailableException.class);
            assertThat(replay.deviation())
                    .hasValueSatisfying(deviation -> assertThat(deviation).contains("/containers/another/json"));
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

    private static List<Exchange> recorded(String engine) throws IOException {
        String name = "exchanges/" + engine + ".txt";
        try (InputStream file = EngineVersionsTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            return ExchangeText.read(new String(file.readAllBytes(), UTF_8));
        }
    }
}
