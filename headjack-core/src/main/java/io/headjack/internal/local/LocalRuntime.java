package io.headjack.internal.local;

import io.headjack.TerminalSize;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.process.HostProcess;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.ImageBuild;
import io.headjack.spi.ImageInfo;
import io.headjack.spi.Isolation;
import io.headjack.spi.ListedImage;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.RuntimeInfo;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Programs of the host, kept apart by a variable in their environment alone. There are neither mounts nor volumes: a path
 * inside is the host's own. A container has no first program: it runs from start to stop, or until the host is booted
 * again.
 */
final class LocalRuntime implements ContainerRuntime {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Waits for ever, so that a container without a first program is the same. */
    private static final List<String> NO_PROGRAM =
            ContainerSpec.builder("any", "any").build().command();

    private final RuntimeContext context;
    private final LocalContainers containers;
    private final MarkedProcesses processes;
    private final OpenProcesses open = new OpenProcesses();

    LocalRuntime(RuntimeContext context, LocalContainers containers) {
        this.context = context;
        this.containers = containers;
        this.processes = new MarkedProcesses(Path.of("/proc"), context.environment());
    }

    @Override
    public String id() {
        return LocalRuntimeProvider.ID;
    }

    @Override
    public RuntimeInfo info() {
        checkUsable();
        String directory = context.dataDirectory().toString();
        return new RuntimeInfo(
                id(), System.getProperty("os.version", ""), directory, "this host", Isolation.NONE, ownUser() != 0);
    }

    @Override
    public ContainerId create(ContainerSpec spec) {
        checkUsable();
        check(spec);
        ContainerId id = new ContainerId(UUID.randomUUID().toString().replace("-", ""));
        containers.add(new LocalContainer(
                id,
                spec.name(),
                spec.image(),
                ContainerState.CREATED,
                boot(),
                context.clock().instant(),
                spec.workingDirectory(),
                spec.labels(),
                spec.environment()));
        return id;
    }

    @Override
    public void start(ContainerId container) {
        LocalContainer found = get(container);
        ContainerState state = found.stateAt(boot());
        if (state != ContainerState.RUNNING && state != ContainerState.PAUSED) {
            containers.update(found.in(ContainerState.RUNNING, boot()));
        }
    }

    @Override
    public void stop(ContainerId container, Duration grace) {
        LocalContainer found = get(container);
        if (found.stateAt(boot()) != ContainerState.CREATED) {
            processes.end(container, grace);
            containers.update(found.in(ContainerState.STOPPED, boot()));
        }
    }

    @Override
    public void pause(ContainerId container) {
        LocalContainer found = running(container);
        if (found.state() == ContainerState.RUNNING) {
            // Recorded first, so that nothing is started meanwhile.
            containers.update(found.in(ContainerState.PAUSED, boot()));
            processes.freeze(container);
        }
    }

    @Override
    public void unpause(ContainerId container) {
        LocalContainer found = running(container);
        if (found.state() == ContainerState.PAUSED) {
            processes.thaw(container);
            containers.update(found.in(ContainerState.RUNNING, boot()));
        }
    }

    @Override
    public void remove(ContainerId container) {
        checkUsable();
        containers.find(container).ifPresent(found -> {
            processes.end(container, Duration.ZERO);
            containers.remove(found);
        });
    }

    @Override
    public Optional<ContainerInfo> find(String nameOrId) {
        checkUsable();
        return containers.find(nameOrId).map(found -> found.info(boot()));
    }

    @Override
    public List<ContainerInfo> list(Map<String, String> labels) {
        checkUsable();
        String boot = boot();
        return containers.all().stream()
                .filter(each -> each.labels().entrySet().containsAll(labels.entrySet()))
                .map(each -> each.info(boot))
                .toList();
    }

    @Override
    public RuntimeProcess exec(ContainerId container, ExecSpec spec) {
        LocalContainer found = running(container);
        if (found.state() == ContainerState.PAUSED) {
            throw new ConflictException("container " + found.name() + " is paused; unpause it first");
        }
        checkUser(spec.user());
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.putAll(variables(found, spec));
        Path directory = Path.of(directory(found, spec));
        TerminalSize size = spec.terminal();
        if (size == null) {
            HostProcess program = HostProcess.start(spec.command(), environment, directory);
            open.add(program);
            return program;
        }
        ScriptTerminal terminal = ScriptTerminal.start(spec.command(), environment, directory, size);
        open.add(terminal.script());
        return terminal;
    }

    @Override
    public List<String> execCommand(ContainerId container, ExecSpec spec) {
        LocalContainer found = running(container);
        checkUser(spec.user());
        List<String> command = new ArrayList<>(List.of("env"));
        variables(found, spec).forEach((name, value) -> command.add(name + "=" + value));
        command.addAll(List.of("sh", "-c", "cd \"$1\" && shift && exec \"$@\"", "sh", directory(found, spec)));
        command.addAll(spec.command());
        return List.copyOf(command);
    }

    @Override
    public Optional<ImageInfo> findImage(String reference) {
        checkUsable();
        return Optional.of(new ImageInfo(id(), ownUser() == 0 ? "" : Integer.toString(ownUser())));
    }

    @Override
    public ImageInfo pullImage(String reference) {
        checkUsable();
        throw new UnsupportedException("the local runtime has no images and cannot pull " + reference
                + "; it runs what is installed on the host");
    }

    @Override
    public ImageInfo buildImage(ImageBuild build) {
        checkUsable();
        throw new UnsupportedException("the local runtime has no images and cannot build " + build.dockerfile()
                + "; it runs what is installed on the host");
    }

    @Override
    public List<ListedImage> listImages(Map<String, String> labels) {
        throw noImages();
    }

    @Override
    public void removeImage(String reference) {
        throw noImages();
    }

    @Override
    public void createVolume(String name, Map<String, String> labels) {
        throw noVolumes();
    }

    @Override
    public void removeVolume(String name) {
        throw noVolumes();
    }

    @Override
    public List<String> listVolumes(Map<String, String> labels) {
        throw noVolumes();
    }

    @Override
    public void close() {
        open.close();
    }

    private void check(ContainerSpec spec) {
        if (!spec.flags().isEmpty()) {
            throw new InvalidRequestException("the local runtime knows no flags, was given "
                    + new TreeMap<>(spec.flags()).keySet() + "; leave them out");
        }
        if (spec.memoryBytes() != 0 || spec.cpus() != 0 || !spec.network()) {
            throw new UnsupportedException("the local runtime cannot limit memory, processors or the network of "
                    + spec.name() + "; leave the limits out, or choose a runtime that isolates");
        }
        checkUser(spec.user());
        for (Mount mount : spec.mounts()) {
            throw new UnsupportedException("the local runtime cannot mount " + mount.source() + " at " + mount.target()
                    + ": programs see the host's own paths; leave the mount out, or choose a runtime that isolates");
        }
        if (!spec.command().equals(NO_PROGRAM)) {
            throw new UnsupportedException("the local runtime has no first program, was given " + spec.command()
                    + " for " + spec.name() + "; leave it out, and start it in the running container");
        }
    }

    private void checkUser(@Nullable String user) {
        if (user != null && !user.split(":", -1)[0].equals(Integer.toString(ownUser()))) {
            throw new UnsupportedException("the local runtime runs programs as the host user " + ownUser()
                    + " and cannot run them as " + user + "; leave the user out");
        }
    }

    private LocalContainer running(ContainerId container) {
        LocalContainer found = get(container);
        ContainerState state = found.stateAt(boot());
        if (state != ContainerState.RUNNING && state != ContainerState.PAUSED) {
            throw new ConflictException("container " + found.name() + " does not run; start it first");
        }
        return found;
    }

    private LocalContainer get(ContainerId container) {
        checkUsable();
        return containers
                .find(container)
                .orElseThrow(() -> new NotFoundException("there is no local container " + container + " in "
                        + context.dataDirectory() + "; list the containers to see which there are"));
    }

    private UnsupportedException noImages() {
        checkUsable();
        return new UnsupportedException("the local runtime has no images; it runs what is installed on the host");
    }

    private UnsupportedException noVolumes() {
        checkUsable();
        return new UnsupportedException("the local runtime has no volumes; use a directory of the host");
    }

    private void checkUsable() {
        open.checkOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw new HeadjackInterruptedException("interrupted before the local runtime did anything");
        }
    }

    private static Map<String, String> variables(LocalContainer container, ExecSpec spec) {
        Map<String, String> variables = new TreeMap<>(container.environment());
        variables.putAll(spec.environment());
        variables.put(MarkedProcesses.MARKER, container.id().value());
        return variables;
    }

    private String directory(LocalContainer container, ExecSpec spec) {
        String directory = spec.workingDirectory() != null ? spec.workingDirectory() : container.workingDirectory();
        return directory != null ? directory : context.environment().getOrDefault("HOME", "/");
    }

    private static int ownUser() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new OperationFailedException("cannot read the host user from /proc/self: " + e.getMessage(), e);
        }
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            throw new OperationFailedException("cannot read " + BOOT + ": " + e.getMessage(), e);
        }
    }
}
