package io.headjack.internal.instance;

import io.headjack.internal.catalog.ImageOrigin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which image was asked for; neither means the configured or the built-in base image.
 *
 * @param image an image by name
 * @param dockerfile a Dockerfile to build one from
 */
public record ImageChoice(Optional<String> image, Optional<Path> dockerfile) {
    public static final ImageChoice DEFAULT = new ImageChoice(Optional.empty(), Optional.empty());

    /** What was asked for when this image was found. */
    static ImageChoice of(ImageOrigin origin) {
        return origin.dockerfile().isPresent()
                ? new ImageChoice(Optional.empty(), origin.dockerfile())
                : new ImageChoice(Optional.of(origin.reference()), Optional.empty());
    }
}
