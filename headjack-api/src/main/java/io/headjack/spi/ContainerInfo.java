package io.headjack.spi;

import java.time.Instant;
import java.util.Map;

/**
 * A container as a listing shows it.
 *
 * @param id the engine's id
 * @param name its name, without a leading slash
 * @param state what it is doing
 * @param image the image it was made from, as it was named then
 * @param labels its labels
 * @param createdAt when it was made
 */
public record ContainerInfo(
        ContainerId id,
        String name,
        ContainerState state,
        String image,
        Map<String, String> labels,
        Instant createdAt) {
    /**
     * Copies the labels.
     *
     * @param id the engine's id
     * @param name its name, without a leading slash
     * @param state what it is doing
     * @param image the image it was made from, as it was named then
     * @param labels its labels
     * @param createdAt when it was made
     */
    public ContainerInfo {
        labels = Map.copyOf(labels);
    }
}
