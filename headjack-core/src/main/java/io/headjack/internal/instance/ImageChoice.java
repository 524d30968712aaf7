package io.headjack.internal.instance;

import io.headjack.spi.AgentProfile;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which image was asked for; nothing means the configured or the built-in base image. The image or the Dockerfile comes before
 * the agent.
 *
 * @param image an image by name
 * @param dockerfile a Dockerfile to build one from
 * @param agent an agent that it shall have
 */
public record ImageChoice(Optional<String> image, Optional<Path> dockerfile, Optional<AgentProfile> agent) {
    public static final ImageChoice DEFAULT = new ImageChoice(Optional.empty(), Optional.empty(), Optional.empty());

    public ImageChoice image(String reference) {
        return new ImageChoice(Optional.of(reference), Optional.empty(), agent);
    }

    public ImageChoice dockerfile(Path file) {
        return new ImageChoice(Optional.empty(), Optional.of(file), agent);
    }

    public ImageChoice agent(AgentProfile profile) {
        return new ImageChoice(image, dockerfile, Optional.of(profile));
    }
}
