package io.headjack;

import java.util.List;

/**
 * Which container runtime Headjack uses and why.
 *
 * @param id the runtime's id
 * @param version the engine's version
 * @param endpoint where the engine was reached
 * @param isolated whether an instance is isolated from the host
 * @param reason why it was chosen, in words
 * @param passedOver the candidates that were tried before it, each with its reason
 */
public record RuntimeChoice(
        String id, String version, String endpoint, boolean isolated, String reason, List<String> passedOver) {
    /**
     * Copies the list.
     *
     * @param id the runtime's id
     * @param version the engine's version
     * @param endpoint where the engine was reached
     * @param isolated whether an instance is isolated from the host
     * @param reason why it was chosen, in words
     * @param passedOver the candidates that were tried before it, each with its reason
     */
    public RuntimeChoice {
        passedOver = List.copyOf(passedOver);
    }
}
