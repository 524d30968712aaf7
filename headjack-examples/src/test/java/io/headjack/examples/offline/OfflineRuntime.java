package io.headjack.examples.offline;

import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.ListedImage;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Programs of the host, and where a container shall have no network they have none: each is started by {@code unshare} in a
 * network namespace of its own. All else is left to the runtime below.
 */
final class OfflineRuntime implements ContainerRuntime {
    /** What a container without network is known by, for whoever opens this runtime later. */
    private static final String LABEL = "io.headjack.examples.offline";

    private final ContainerRuntime below;

    OfflineRuntime(ContainerRuntime below) {
        this.below = below;
    }

    @Override
    public String id() {
        return OfflineRuntimeProvider.ID;
    }

    @Override
    public RuntimeInfo info() {
        RuntimeInfo info = below.info();
        return new RuntimeInfo(
                id(), info.version(), info.engineId(), info.endpoint(), info.isolation(), info.rootless());
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        return below.create(spec.network() ? spec : offline(spec));
    }

    private static ContainerSpec offline(ContainerSpec spec) {
        Map<String, String> labels = new HashMap<>(spec.labels());
        labels.put(LABEL, "true");
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.command(),
                labels,
                spec.environment(),
                spec.mounts(),
                spec.workingDirectory(),
                spec.user(),
                true,
                spec.memoryBytes(),
                spec.cpus(),
                spec.flags());
    }

    @Override
    public void start(ContainerId container) {
        below.start(container);
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        below.stop(container, grace);
    }

    @Override
    public void pause(ContainerId container) {
        below.pause(container);
    }

    @Override
    public void unpause(ContainerId container) {
        below.unpause(container);
    }

    @Override
    public void remove(ContainerId container) {
        below.remove(container);
    }

    @Override
    public Optional<ContainerInfo> find(String nameOrId) {
        return below.find(nameOrId).map(OfflineRuntime::withoutLabel);
    }

    @Override
    public List<ContainerInfo> list(Map<String, String> labels) {
        return below.list(labels).stream().map(OfflineRuntime::withoutLabel).toList();
    }

    private static ContainerInfo withoutLabel(ContainerInfo info) {
        Map<String, String> labels = new HashMap<>(info.labels());
        labels.remove(LABEL);
        return new ContainerInfo(info.id(), info.name(), info.state(), info.image(), labels, info.createdAt());
    }

    @Override
    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
        return below.exec(container, wrapped(container, spec));
    }

    @Override
    public List<String> execCommand(ContainerId container, ExecSpec spec) {
        return below.execCommand(container, wrapped(container, spec));
    }

    /** A list of words, never one text for a shell: what is in them may come from anybody. */
    private ExecSpec wrapped(ContainerId container, ExecSpec spec) {
        boolean offline = below.find(container.value())
                .map(found -> found.labels().containsKey(LABEL))
                .orElse(false);
        if (!offline) {
            return spec;
        }
        List<String> command = new ArrayList<>(List.of("unshare", "--net"));
        if (below.info().rootless()) {
            command.addAll(List.of("--user", "--map-current-user"));
        }
        command.add("--");
        command.addAll(spec.command());
        return new ExecSpec(command, spec.environment(), spec.workingDirectory(), spec.user(), spec.terminal());
    }

    @Override
    public Optional<ImageInfo> findImage(String reference) {
        return below.findImage(reference);
    }

    @Override
    public ImageInfo pullImage(String reference) {
        throw unsupported("images");
    }

    @Override
    public ImageInfo buildImage(ImageBuild build) {
        throw unsupported("images");
    }

    @Override
    public List<ListedImage> listImages(Map<String, String> labels) {
        throw unsupported("images");
    }

    @Override
    public void removeImage(String reference) {
        throw unsupported("images");
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        throw unsupported("volumes");
    }

    @Override
    public void removeVolume(String name) {
        throw unsupported("volumes");
    }

    @Override
    public List<String> listVolumes(Map<String, String> labels) {
        throw unsupported("volumes");
    }

    private UnsupportedException unsupported(String what) {
        return new UnsupportedException("the runtime " + id() + " has no " + what + "; it runs what the host has");
    }

    @Override
    public void close() {
        below.close();
    }
}
