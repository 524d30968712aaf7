package io.headjack.spi;

import io.headjack.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * What a runtime is made with.
 *
 * @param dataDirectory Headjack's data directory, absolute and existing
 * @param environment the environment to read settings such as {@code DOCKER_HOST} from
 * @param clock the time
 * @param progress takes the progress of pulls and builds; never blocks, never throws
 */
public record RuntimeContext(
        Path dataDirectory, Map<String, String> environment, Clock clock, Consumer<Progress> progress) {
    /**
     * Copies the environment.
     *
     * @param dataDirectory Headjack's data directory, absolute and existing
     * @param environment the environment to read settings such as {@code DOCKER_HOST} from
     * @param clock the time
     * @param progress takes the progress of pulls and builds; never blocks, never throws
     */
    public RuntimeContext {
        environment = Map.copyOf(environment);
    }

    /**
     * Says nothing of what variables hold.
     *
     * @return the data directory and the names of the variables
     */
    @Override
    public String toString() {
        return "RuntimeContext[" + dataDirectory + ", " + new TreeSet<>(environment.keySet()) + "]";
    }
}
