package io.headjack.testkit;

import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.Isolation;
import io.headjack.spi.ListedImage;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A container runtime in memory, for tests. It passes {@link ContainerRuntimeContract}: containers have real states,
 * labels, volumes and files, programs run on threads of their own with real streams, and nothing is started on the host.
 *
 * <pre>{@code
 * FakeContainerRuntime runtime = new FakeContainerRuntime().addImage("base:1");
 * runtime.onExec(exec -> exec.command().contains("git"), call -> {
 *   call.stdout().write("main\n".getBytes(UTF_8));
 *   return 0;
 * });
 * }</pre>
 *
 * <p>A program that no handler answers is one of a few built-in ones ({@code tail}, {@code cat}, {@code true}, {@code
 * false}, {@code pwd}, {@code id -u}), or ends with 127.
 */
public final class FakeContainerRuntime implements ContainerRuntime {
    private final FakeEngine engine;
    private final Clock clock;
    private final Set<FakeProcess> open = ConcurrentHashMap.newKeySet();
    private final Set<FakeWatch> watches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Makes a runtime with every feature and the time of the system, and with no image. */
    public FakeContainerRuntime() {
        this(EnumSet.allOf(ContractFeature.class), Clock.systemUTC());
    }

    /**
     * Makes a runtime with some features only; the others are refused. Without {@link ContractFeature#MOUNTS} its
     * isolation is {@link Isolation#NONE}.
     *
     * @param features what it can do
     * @param clock what tells when a container was made
     */
    public FakeContainerRuntime(Set<ContractFeature> features, Clock clock) {
        this(new FakeEngine(features), clock);
    }

    private FakeContainerRuntime(FakeEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Makes another runtime on the same containers, volumes and images, as another process would have it.
     *
     * @return a runtime of its own, open even when this one is closed
     */
    public FakeContainerRuntime reconnect() {
        return new FakeContainerRuntime(engine, clock);
    }

    /**
     * Puts an image into the engine's store.
     *
     * @param reference its name
     * @return this
     */
    public FakeContainerRuntime addImage(String reference) {
        engine.addImage(reference, newImage());
        return this;
    }

    /**
     * Puts an image into the registry, from which {@link #pullImage} fetches it.
     *
     * @param reference its name
     * @return this
     */
    public FakeContainerRuntime addToRegistry(String reference) {
        engine.addToRegistry(reference, newImage());
        return this;
    }

    /**
     * Answers execs, and first programs of containers. Of several handlers that accept one, the last added answers.
     *
     * @param accepts which it answers
     * @param program what runs
     * @return this
     */
    public FakeContainerRuntime onExec(Predicate<ExecSpec> accepts, ExecProgram program) {
        engine.onExec(accepts, program);
        return this;
    }

    /**
     * Takes the engine away, or brings it back. While it is away every call throws {@link
     * io.headjack.error.RuntimeUnavailableException}, and whoever waits for a program gets the same at once. Containers go
     * on.
     *
     * @param lost whether it is away
     */
    public void unreachable(boolean lost) {
        engine.unreachable(lost);
    }

    /**
     * Counts the calls that an engine would have got, of all runtimes on the same containers.
     *
     * @return how many so far
     */
    public long engineCalls() {
        return engine.calls.get();
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public RuntimeInfo info() {
        call();
        Isolation isolation = engine.features.contains(ContractFeature.MOUNTS) ? Isolation.CONTAINER : Isolation.NONE;
        return new RuntimeInfo(id(), "1", engine.id, "memory", isolation, false);
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        call();
        return engine.create(spec, Instant.now(clock)).info().id();
    }

    @Override
    public void start(ContainerId container) {
        call();
        FakeContainer found = engine.get(container);
        found.start(engine.program(ExecSpec.of(found.spec().command())));
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        call();
        try {
            engine.get(container).stop(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while stopping container " + container, e);
        }
    }

    @Override
    public void pause(ContainerId container) {
        call();
        engine.need(ContractFeature.PAUSE, "freezing a container");
        engine.get(container).pause();
    }

    @Override
    public void unpause(ContainerId container) {
        call();
        engine.need(ContractFeature.PAUSE, "thawing a container");
        engine.get(container).unpause();
    }

    @Override
    public void remove(ContainerId container) {
        call();
        engine.remove(container).ifPresent(FakeContainer::kill);
    }

    @Override
    public Optional<ContainerInfo> find(String nameOrId) {
        call();
        return engine.find(nameOrId).map(FakeContainer::info);
    }

    @Override
    public List<ContainerInfo> list(Map<String, String> labels) {
        call();
        return engine.containers().stream()
                .filter(container -> container.has(labels))
                .map(FakeContainer::info)
                .toList();
    }

    @Override
    public Optional<Watch> watch(Map<String, String> labels, Runnable listener) {
        if (!engine.features.contains(ContractFeature.EVENTS)) {
            return Optional.empty();
        }
        FakeWatch watch = engine.watch(labels, listener);
        watches.add(watch);
        if (closed) {
            watch.close();
        }
        return Optional.of(watch);
    }

    @Override
    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
        call();
        if (spec.terminal() != null) {
            engine.need(ContractFeature.TTY, "a terminal");
        }
        if (spec.user() != null) {
            engine.need(ContractFeature.USERS, "user " + spec.user());
        }
        FakeProgram program = engine.get(container).exec(spec, engine.program(spec));
        if (program == null) {
            throw new ConflictException("container " + container + " does not run; start it first");
        }
        FakeProcess process = new FakeProcess(program);
        open.removeIf(FakeProcess::isOver);
        open.add(process);
        engine.addProcess(process);
        return process;
    }

    @Override
    public List<String> execCommand(ContainerId container, ExecSpec spec) {
        call();
        List<String> words = new ArrayList<>(
                List.of("fake", "exec", engine.get(container).info().id().value()));
        words.addAll(spec.command());
        return List.copyOf(words);
    }

    @Override
    public Optional<ImageInfo> findImage(String reference) {
        call();
        return engine.image(reference);
    }

    @Override
    public ImageInfo pullImage(String reference) {
        call();
        engine.need(ContractFeature.IMAGES, "pulling " + reference);
        return engine.pull(reference);
    }

    /**
     * Makes an image without running anything. Like an engine, it refuses a Dockerfile that does not begin with a stage.
     *
     * @param build what to build
     * @return the image
     */
    @Override
    public ImageInfo buildImage(ImageBuild build) {
        call();
        engine.need(ContractFeature.IMAGES, "building " + build.tag());
        try {
            String first = Files.readAllLines(build.dockerfile()).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .findFirst()
                    .orElse("nothing");
            if (!first.startsWith("FROM ") && !first.startsWith("ARG ")) {
                throw new OperationFailedException("building " + build.tag() + ": no build stage before: " + first);
            }
        } catch (IOException e) {
            throw new OperationFailedException("building " + build.tag() + ": cannot read " + build.dockerfile(), e);
        }
        ImageInfo image = newImage();
        engine.addBuilt(build, image);
        return image;
    }

    @Override
    public List<ListedImage> listImages(Map<String, String> labels) {
        call();
        engine.need(ContractFeature.IMAGES, "listing images");
        return engine.images(labels);
    }

    @Override
    public void removeImage(String reference) {
        call();
        engine.need(ContractFeature.IMAGES, "removing " + reference);
        engine.removeImage(reference);
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        call();
        engine.need(ContractFeature.VOLUMES, "volume " + name);
        engine.createVolume(name, labels);
    }

    @Override
    public void removeVolume(String name) {
        call();
        engine.need(ContractFeature.VOLUMES, "volume " + name);
        engine.removeVolume(name);
    }

    @Override
    public List<String> listVolumes(Map<String, String> labels) {
        call();
        engine.need(ContractFeature.VOLUMES, "listing volumes");
        return engine.volumes(labels);
    }

    @Override
    public void close() {
        closed = true;
        watches.forEach(FakeWatch::close);
        engine.cut(List.copyOf(open), new HeadjackClosedException("the runtime was closed"));
    }

    private void call() {
        if (closed) {
            throw new HeadjackClosedException("the fake runtime is closed; reconnect() makes another");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new HeadjackInterruptedException("interrupted before a call to the fake engine");
        }
        engine.called();
    }

    private static ImageInfo newImage() {
        return new ImageInfo("sha256:" + UUID.randomUUID().toString().replace("-", ""), "");
    }
}
