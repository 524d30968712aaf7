package io.headjack.engine;

import java.nio.file.Path;

/** Brings up an engine where nobody listens. Thread-safe. */
@FunctionalInterface
public interface EngineStarter {
    /**
     * Sees to it that an engine listens. Blocks until it answers; called again whenever nobody listens any more.
     *
     * @return the socket on which it listens, absolute
     * @throws io.headjack.error.RuntimeUnavailableException if it does not start
     * @throws InterruptedException if the calling thread is interrupted
     */
    Path start() throws InterruptedException;
}
