package io.headjack.internal.git;

import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Runs a program where the instance's git works: inside its container, or in a one-shot container with the same mounts,
 * read-only.
 */
@FunctionalInterface
public interface AgentSide {
    /**
     * Starts a program.
     *
     * @param command the program and its arguments
     * @param environment variables on top of the container's own
     * @return the running program, closed by the caller
     */
    RuntimeProcess start(List<String> command, Map<String, String> environment);

    /**
     * Waits until it is known that what is inside may be taken, and throws if it must not. Called after the first
     * answers from inside, before anything on the host is changed for them.
     */
    default void awaitAllowed() {}

    /**
     * Asks for a sign of life, after a program was silent for {@link #patience}: throws where nothing will be heard of it
     * any more, as its container does not run, or its engine passes nothing on.
     */
    default void checkAlive() {}

    /** How long a program may be silent before somebody asks. */
    default Duration patience() {
        return Duration.ofSeconds(20);
    }
}
