package io.headjack.spi;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to build an image from.
 *
 * @param context the directory that the build may read
 * @param dockerfile the Dockerfile, in or below the context
 * @param tag the name that the image gets
 * @param target the stage to stop at, or null for the last
 * @param labels the image's labels
 * @param noCache whether to build every step anew
 */
public record ImageBuild(
        Path context,
        Path dockerfile,
        String tag,
        @Nullable String target,
        Map<String, String> labels,
        boolean noCache) {
    /**
     * Copies the labels.
     *
     * @param context the directory that the build may read
     * @param dockerfile the Dockerfile, in or below the context
     * @param tag the name that the image gets
     * @param target the stage to stop at, or null for the last
     * @param labels the image's labels
     * @param noCache whether to build every step anew
     */
    public ImageBuild {
        labels = Map.copyOf(labels);
    }
}
