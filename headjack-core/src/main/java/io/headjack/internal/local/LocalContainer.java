package io.headjack.internal.local;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What is recorded of a container. The boot tells whether its programs can still be there. */
record LocalContainer(
        ContainerId id,
        String name,
        String image,
        ContainerState state,
        String boot,
        Instant createdAt,
        @Nullable String workingDirectory,
        Map<String, String> labels,
        Map<String, String> environment) {
    private static final String LABEL = "label.";
    private static final String VARIABLE = "environment.";
    private static final String WORKING_DIRECTORY = "working-directory";

    LocalContainer {
        labels = Map.copyOf(labels);
        environment = Map.copyOf(environment);
    }

    static LocalContainer from(Properties properties) {
        return new LocalContainer(
                new ContainerId(properties.getProperty("id", "")),
                properties.getProperty("name", ""),
                properties.getProperty("image", ""),
                ContainerState.valueOf(properties.getProperty("state", "")),
                properties.getProperty("boot", ""),
                Instant.parse(properties.getProperty("created-at", "")),
                properties.getProperty(WORKING_DIRECTORY),
                withPrefix(properties, LABEL),
                withPrefix(properties, VARIABLE));
    }

    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("id", id.value());
        properties.setProperty("name", name);
        properties.setProperty("image", image);
        properties.setProperty("state", state.name());
        properties.setProperty("boot", boot);
        properties.setProperty("created-at", createdAt.toString());
        if (workingDirectory != null) {
            properties.setProperty(WORKING_DIRECTORY, workingDirectory);
        }
        labels.forEach((key, value) -> properties.setProperty(LABEL + key, value));
        environment.forEach((key, value) -> properties.setProperty(VARIABLE + key, value));
        return properties;
    }

    LocalContainer in(ContainerState newState, String newBoot) {
        return new LocalContainer(id, name, image, newState, newBoot, createdAt, workingDirectory, labels, environment);
    }

    /** Returns the state, given that nothing outlives the boot of its host. */
    ContainerState stateAt(String currentBoot) {
        return state == ContainerState.CREATED || boot.equals(currentBoot) ? state : ContainerState.STOPPED;
    }

    ContainerInfo info(String currentBoot) {
        return new ContainerInfo(id, name, stateAt(currentBoot), image, labels, createdAt);
    }

    private static Map<String, String> withPrefix(Properties properties, String prefix) {
        Map<String, String> found = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(prefix)) {
                found.put(key.substring(prefix.length()), properties.getProperty(key));
            }
        }
        return found;
    }
}
