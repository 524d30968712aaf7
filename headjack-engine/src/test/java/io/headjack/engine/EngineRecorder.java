package io.headjack.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import com.github.dockerjava.api.model.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records {@link EngineScenario} on the engine of {@code DOCKER_HOST}, for {@link EngineVersionsTest}. No test, so it runs
 * only when it is asked for by name; CONTRIBUTING.md tells how.
 */
class EngineRecorder {
    private static final Path EXCHANGES = Path.of("src/test/resources/io/headjack/engine/exchanges");

    @TempDir
    private Path directory;

    @Test
    void record() throws Exception {
        Path engine = TestEngine.socket();
        try (EngineClient direct = new EngineClient(TestEngine.settings(engine))) {
            clean(direct.docker());
            Version version = direct.docker().versionCmd().exec();
            List<Exchange> exchanges;
            try (RecordingSocket recording = new RecordingSocket(directory, engine)) {
                try (EngineRuntime runtime = TestEngine.runtime(recording.path(), progress -> {})) {
                    new EngineScenario(runtime, Files.createDirectory(directory.resolve("context"))).run();
                }
                exchanges = StableText.of(recording.exchanges());
            } finally {
                clean(direct.docker());
            }
            write(version, exchanges);
        }
    }

    private static void write(Version version, List<Exchange> exchanges) throws IOException {
        String number = version.getVersion().split("[+~]", 2)[0];
        List<String> remarks = List.of(
                "Recorded by EngineRecorder from engine " + version.getVersion() + ", Engine API "
                        + version.getApiVersion() + ", at least " + version.getMinAPIVersion() + ".",
                "Changed: ids, times and the engine's directory. Left out: what GET /info says about the machine.",
                "%XX is a byte in hexadecimal, lines are joined without a break.");
        Files.createDirectories(EXCHANGES);
        Files.writeString(EXCHANGES.resolve(number + ".txt"), ExchangeText.write(remarks, exchanges), UTF_8);
    }

    private static void clean(DockerClient docker) {
        try {
            docker.removeContainerCmd(EngineScenario.CONTAINER).withForce(true).exec();
        } catch (NotFoundException none) {
            // As it should be.
        }
        try {
            docker.removeVolumeCmd(EngineScenario.VOLUME).exec();
        } catch (NotFoundException none) {
            // As it should be.
        }
        for (Image left : docker.listImagesCmd()
                .withLabelFilter(Map.of(EngineScenario.LABEL, "yes"))
                .exec()) {
            docker.removeImageCmd(left.getId()).withForce(true).exec();
        }
    }
}
