package io.headjack.spi;

/**
 * The engine's own name for a container.
 *
 * @param value what the engine returned at creation, not blank
 */
public record ContainerId(String value) {
    /**
     * Checks that there is one.
     *
     * @param value what the engine returned at creation, not blank
     */
    public ContainerId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("container id must not be blank");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
