package io.headjack.spi;

/**
 * Makes a {@link ContainerRuntime}. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * arguments.
 */
public interface ContainerRuntimeProvider {
    /**
     * Returns the name by which a user chooses this runtime.
     *
     * @return lower-case letters, digits and hyphens, a letter first, at most 32 characters
     */
    String id();

    /**
     * Returns the SPI version this provider was built for.
     *
     * @return {@link SpiVersion#CURRENT}
     */
    int spiVersion();

    /**
     * Makes the runtime. Cheap and without contact to an engine: an engine that is down shows when the runtime is used.
     *
     * @param context what to make it with
     * @return a new runtime, closed by the caller
     * @throws io.headjack.error.InvalidRequestException if the environment holds a setting that cannot be understood
     */
    ContainerRuntime create(RuntimeContext context);
}
