package io.headjack.docker;

import io.headjack.Headjack;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests of whole jobs on a real engine have in common. */
final class Job {
    static final Duration LONG = Duration.ofMinutes(2);

    private Job() {}

    static Headjack open(Path data) {
        return Headjack.builder().dataDirectory(data).runtime(TestRuntime.ID).open();
    }

    static ContainerRuntime engine(Path data) {
        return TestRuntime.open(data);
    }

    /** Lists what a catalog has on the engine: containers, one-shot ones too, and volumes. */
    static List<String> remains(ContainerRuntime engine, String catalog) {
        Map<String, String> label = Map.of("io.headjack.catalog", catalog);
        List<String> names = new ArrayList<>(
                engine.list(label).stream().map(ContainerInfo::name).toList());
        names.addAll(engine.listVolumes(label));
        return names;
    }
}
