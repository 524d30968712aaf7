package io.headjack.podman;

import io.headjack.engine.EngineRuntime;
import io.headjack.engine.EngineSettings;
import io.headjack.engine.EngineTraits;
import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.SpiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Offers Podman on this host under the id {@code podman}, of root and of ordinary users. */
public final class PodmanRuntimeProvider implements ContainerRuntimeProvider {
    private static final String ID = "podman";

    /** How long a service that was started here waits for a next call before it ends. */
    private static final Duration IDLE = Duration.ofMinutes(5);

    /** Makes the provider; for {@link java.util.ServiceLoader}. */
    public PodmanRuntimeProvider() {}

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
     * <p>Takes the socket from {@code CONTAINER_HOST}. Else it is root's {@code /run/podman/podman.sock} or the user's
     * {@code $XDG_RUNTIME_DIR/podman/podman.sock}, and on macOS that of the Podman machine. Where nobody listens on Linux, a
     * {@code podman system service} is started when the runtime is used: it is shared by all processes of this data
     * directory, outlives them, and ends by itself five minutes after the last call.
     *
     * @throws io.headjack.error.UnsupportedException if {@code CONTAINER_HOST} or {@code CONTAINER_CONNECTION} names an
     *     engine that is not on a unix socket of this host
     */
    @Override
    public ContainerRuntime create(RuntimeContext context) {
        Path data = context.dataDirectory();
        PodmanSocketFinder.Found found =
                new PodmanSocketFinder(context.environment(), owner(data), System.getProperty("os.name", "")).find();
        EngineSettings settings = new EngineSettings(
                ID,
                "Podman",
                found.socket(),
                found.client(),
                found.startHint(),
                "The socket belongs to another user: unset CONTAINER_HOST to use your own Podman.",
                traits(data));
        return found.startable()
                ? new EngineRuntime(settings, context, new PodmanService(context.environment(), data, IDLE))
                : new EngineRuntime(settings, context);
    }

    private static EngineTraits traits(Path data) {
        return new EngineTraits(false, false, false, Optional.of("keep-id"), Optional.of(data), PodmanCures.BY_WORDS);
    }

    private static int owner(Path data) {
        try {
            return (Integer) Files.getAttribute(data, "unix:uid");
        } catch (IOException e) {
            throw new InvalidRequestException("cannot read the owner of the data directory " + data + ": " + e, e);
        }
    }
}
