package io.headjack.engine;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerReach;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.Isolation;
import io.headjack.spi.ListedImage;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs containers on an engine of this host that speaks the Docker Engine API, 1.40 or newer. Thread-safe; no contact to the
 * engine before it is used. Its threads are daemons named {@code headjack-engine-…}.
 */
public final class EngineRuntime implements ContainerRuntime {
    private final EngineSettings settings;
    private final Engine engine;
    private final Containers containers;
    private final ExecStarter execs;
    private final Images images;
    private final Volumes volumes;
    private final Set<EngineWatch> watches = ConcurrentHashMap.newKeySet();

    /**
     * Makes a runtime for the engine behind a socket, which need not be there yet.
     *
     * @param settings where the engine is
     * @param context takes the progress of pulls and builds
     */
    public EngineRuntime(EngineSettings settings, RuntimeContext context) {
        this(settings, context, new Engine(settings));
    }

    /**
     * Makes a runtime for the engine behind a socket, or for the one that is started when nobody listens there.
     *
     * @param settings where the engine is
     * @param context takes the progress of pulls and builds
     * @param starter brings up an engine when nobody listens
     */
    public EngineRuntime(EngineSettings settings, RuntimeContext context, EngineStarter starter) {
        this(settings, context, new Engine(settings, starter));
    }

    private EngineRuntime(EngineSettings settings, RuntimeContext context, Engine engine) {
        this.settings = settings;
        this.engine = engine;
        containers = new Containers(engine);
        execs = new ExecStarter(engine);
        images = new Images(engine, context.progress());
        volumes = new Volumes(engine);
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public RuntimeInfo info() {
        EngineIdentity identity = engine.ask(
                "ask who it is",
                Engine.QUICK,
                docker -> EngineIdentity.of(docker.infoCmd().exec(), settings.traits()));
        return new RuntimeInfo(
                settings.id(),
                identity.version(),
                identity.id(),
                engine.endpoint(),
                Isolation.CONTAINER,
                identity.rootless(),
                !identity.rootless() || settings.traits().rootlessUsers().isPresent());
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        return containers.create(spec);
    }

    @Override
    public void start(ContainerId container) {
        containers.start(container);
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        containers.stop(container, grace);
    }

    @Override
    public void pause(ContainerId container) {
        containers.pause(container);
    }

    @Override
    public void unpause(ContainerId container) {
        containers.unpause(container);
    }

    @Override
    public void remove(ContainerId container) {
        containers.remove(container);
    }

    @Override
    public Optional<ContainerInfo> find(String nameOrId) {
        return containers.find(nameOrId);
    }

    @Override
    public Optional<ContainerReach> reach(ContainerId container) {
        return Optional.of(containers.reach(container));
    }

    @Override
    public List<ContainerInfo> list(Map<String, String> labels) {
        return containers.list(labels);
    }

    @Override
    public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
        EngineWatch watch = EngineWatch.start(engine.door(), labels, listener, watches::remove);
        watches.add(watch);
        return Optional.of(watch);
    }

    @Override
    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
        return execs.start(container, spec);
    }

    @Override
    public List<String> execCommand(ContainerId container, ExecSpec spec) {
        return execs.command(container, spec);
    }

    @Override
    public Optional<ImageInfo> findImage(String reference) {
        return images.find(reference);
    }

    @Override
    public ImageInfo pullImage(String reference) {
        return images.pull(reference);
    }

    @Override
    public ImageInfo buildImage(ImageBuild build) {
        return images.build(build);
    }

    @Override
    public List<ListedImage> listImages(Map<String, String> labels) {
        return images.list(labels);
    }

    @Override
    public void removeImage(String reference) {
        images.remove(reference);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        volumes.create(name, labels);
    }

    @Override
    public void removeVolume(String name) {
        volumes.remove(name);
    }

    @Override
    public List<String> listVolumes(Map<String, String> labels) {
        return volumes.list(labels);
    }

    @Override
    public void close() {
        List.copyOf(watches).forEach(EngineWatch::close);
        engine.close();
        execs.close();
    }
}
