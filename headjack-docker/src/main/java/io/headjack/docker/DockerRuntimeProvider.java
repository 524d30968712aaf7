package io.headjack.docker;

import io.headjack.engine.EngineRuntime;
import io.headjack.engine.EngineSettings;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.SpiVersion;
import java.nio.file.Path;
import java.util.List;

/** Offers Docker on this host under the id {@code docker}. */
public final class DockerRuntimeProvider implements ContainerRuntimeProvider {
    private static final String ID = "docker";

    /** Makes the provider; for {@link java.util.ServiceLoader}. */
    public DockerRuntimeProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int spiVersion() {
        return SpiVersion.CURRENT;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes the socket from {@code DOCKER_HOST}; else the first usable one of {@code /var/run/docker.sock}, {@code
     * $XDG_RUNTIME_DIR/docker.sock} of a rootless engine and {@code $HOME/.docker/run/docker.sock} of Docker Desktop.
     *
     * @throws io.headjack.error.UnsupportedException if {@code DOCKER_HOST} or {@code DOCKER_CONTEXT} names an engine that
     *     is not on a unix socket of this host
     */
    @Override
    public ContainerRuntime create(RuntimeContext context) {
        Path socket = new DockerSocketFinder(context.environment()).find();
        EngineSettings settings = new EngineSettings(
                ID,
                "Docker",
                socket,
                List.of("docker", "-H", "unix://" + socket),
                "Start Docker, or point DOCKER_HOST to its socket.",
                "Add your user to the group docker and log in again, or use rootless Docker.");
        return new EngineRuntime(settings, context);
    }
}
