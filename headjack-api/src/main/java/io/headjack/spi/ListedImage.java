package io.headjack.spi;

import java.util.List;

/**
 * An image in a list.
 *
 * @param id the engine's id of its content
 * @param references its names; empty when a later build took them away
 */
public record ListedImage(String id, List<String> references) {
    /**
     * Copies the list.
     *
     * @param id the engine's id of its content
     * @param references its names; empty when a later build took them away
     */
    public ListedImage {
        references = List.copyOf(references);
    }
}
