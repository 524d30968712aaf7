package io.headjack.testkit;

/**
 * What not every container runtime can do. A runtime without a feature must refuse it with {@link
 * io.headjack.error.UnsupportedException} or {@link io.headjack.error.InvalidRequestException}, never ignore it.
 */
public enum ContractFeature {
    /** Paths of the host seen inside; without it, programs see the host's own paths. */
    MOUNTS,
    /** Volumes: making, mounting, listing and removing them. */
    VOLUMES,
    /** A first program of any kind; without it, only the one that a {@link io.headjack.spi.ContainerSpec} has by default. */
    FIRST_PROGRAM,
    /** A terminal for an exec. */
    TTY,
    /** A container that reaches no network. */
    NETWORK_NONE,
    /** Programs that run as another user. */
    USERS,
    /** Limits of memory and processors. */
    LIMITS,
    /** Freezing and thawing. */
    PAUSE,
    /** A store of images, so that an image can be missing, pulled and built. */
    IMAGES,
    /** Telling that containers have changed; without it, {@link io.headjack.spi.ContainerRuntime#watch} is empty. */
    EVENTS
}
