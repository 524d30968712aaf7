package io.headjack.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.ExecCreateCmd;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DefaultDockerCmdExecFactory;
import com.github.dockerjava.core.DockerClientImpl;
import io.headjack.error.UnsupportedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * docker-java, speaking a version that both sides know. The engine is asked for its version before the first call, and
 * again after a call that did not reach it, as another engine may listen there now.
 */
final class EngineClient implements AutoCloseable {
    private final EngineSettings settings;
    private final EngineDoor door;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Negotiated current;
    private @Nullable EngineIdentity identity;
    private boolean doubted = true;
    private boolean closed;

    EngineClient(EngineSettings settings) {
        this(settings, new EngineDoor(settings.socket(), null));
    }

    EngineClient(EngineSettings settings, EngineDoor door) {
        this.settings = settings;
        this.door = door;
    }

    /** A client with the version it speaks, and the way to create execs, which need what it does not offer. */
    record Negotiated(ApiVersion version, DockerClient docker, ExecCreateCmd.Exec execs) {}

    DockerClient docker() throws IOException, InterruptedException {
        return negotiated().docker();
    }

    Negotiated negotiated() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new IOException("the runtime was closed");
            }
            if (current == null || doubted) {
                ApiVersion version = agree();
                if (current == null || !current.version().equals(version)) {
                    release();
                    current = connect(version);
                }
                doubted = false;
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the engine who it is, unless it has said so since it was last in doubt. */
    EngineIdentity identity() throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Negotiated client = negotiated();
            EngineIdentity known = identity;
            if (known == null) {
                known = EngineIdentity.of(client.docker().infoCmd().exec(), settings.traits());
                identity = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /** Says that the engine did not answer. */
    void doubt() {
        lock.lock();
        try {
            doubted = true;
            identity = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            release();
        } finally {
            lock.unlock();
        }
    }

    private ApiVersion agree() throws IOException {
        UnixHttp.Head answer = UnixHttp.get(door.connect(), "/_ping");
        if (answer.status() != 200) {
            throw new IOException("it answers " + answer.status() + " to /_ping");
        }
        String theirs = answer.headers().getOrDefault("api-version", "");
        ApiVersion version = ApiVersion.parse(theirs)
                .orElseThrow(() -> new UnsupportedException("What listens at " + settings.endpoint()
                        + " does not say which version of the Engine API it speaks" + " (Api-Version: '"
                        + EngineErrors.printable(theirs) + "'). Is it a container engine?"));
        if (version.compareTo(ApiVersion.OLDEST) < 0) {
            throw new UnsupportedException(settings.name() + " at " + settings.endpoint() + " speaks Engine API "
                    + version + ", and Headjack needs " + ApiVersion.OLDEST + " or newer. Update the engine.");
        }
        return version.compareTo(ApiVersion.NEWEST) < 0 ? version : ApiVersion.NEWEST;
    }

    private Negotiated connect(ApiVersion version) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(settings.endpoint())
                .withDockerTlsVerify(false)
                .withApiVersion(version.toString())
                .build();
        EngineTransport transport = new EngineTransport(door);
        DefaultDockerCmdExecFactory commands = new DefaultDockerCmdExecFactory(transport, config.getObjectMapper());
        commands.init(config);
        return new Negotiated(version, DockerClientImpl.getInstance(config, transport), commands.createExecCmdExec());
    }

    private void release() {
        if (current != null) {
            try {
                current.docker().close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing the connection to " + settings.endpoint() + " failed", e);
            } finally {
                current = null;
            }
        }
    }
}
