package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.os.Flock;
import io.headjack.internal.os.LockHolder;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.Isolation;
import io.headjack.spi.RuntimeProcess;
import io.headjack.spi.TerminalHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An instance as it is out there: its container, asked anew each time, and the ways to run programs in it. */
public final class World implements TerminalHost {
    private final InstanceRecord instance;
    private final ContainerRuntime runtime;
    private final Isolation isolation;
    private final Layout layout;
    private final Path terminalsLock;

    World(InstanceRecord instance, ContainerRuntime runtime, Isolation isolation, Layout layout, Path terminalsLock) {
        this.instance = instance;
        this.runtime = runtime;
        this.isolation = isolation;
        this.layout = layout;
        this.terminalsLock = terminalsLock;
    }

    public InstanceRecord record() {
        return instance;
    }

    public Layout layout() {
        return layout;
    }

    /** Places a path that may be relative to the worktree. */
    public String inWorkspace(String path) {
        return path.startsWith("/") ? path : layout.workspace() + "/" + path;
    }

    public ContainerRuntime runtime() {
        return runtime;
    }

    public boolean isolated() {
        return isolation == Isolation.CONTAINER;
    }

    /** Looks the container up. Throws {@link RuntimeUnavailableException} where the engine cannot be asked. */
    public Optional<ContainerInfo> container() {
        return runtime.find(instance.container());
    }

    @Override
    public boolean isRunning() {
        return is(ContainerState.RUNNING);
    }

    /** Tells whether its programs are there and do nothing. */
    public boolean isFrozen() {
        return is(ContainerState.PAUSED);
    }

    private boolean is(ContainerState state) {
        return container().map(ContainerInfo::state).filter(state::equals).isPresent();
    }

    /** Throws where what runs in one of the instance's containers will not be heard of any more. */
    void checkRunning(ContainerId container) {
        Optional<ContainerState> state = runtime.find(container.value()).map(ContainerInfo::state);
        if (state.isEmpty() || state.get() != ContainerState.RUNNING) {
            throw new OperationFailedException("a container of branch \"" + instance.branch() + "\" is "
                    + state.map(each -> each.name().toLowerCase(Locale.ROOT)).orElse("gone")
                    + " while it was being listened to; try again");
        }
    }

    ContainerId id() {
        return container()
                .orElseThrow(() -> new OperationFailedException("the container " + instance.container()
                        + " of branch \"" + instance.branch() + "\" is gone; start the instance to have it made again"))
                .id();
    }

    @Override
    public RuntimeProcess exec(ExecSpec spec) {
        return runtime.exec(id(), complete(spec));
    }

    @Override
    public List<String> execCommand(ExecSpec spec) {
        return runtime.execCommand(id(), complete(spec));
    }

    @Override
    public String socket() {
        return layout.socket();
    }

    @Override
    public Lock lock(Duration timeout) {
        Flock lock = Flock.acquireInTurn(
                terminalsLock,
                timeout,
                () -> LockHolder.of(terminalsLock)
                        .orElse("another user of the terminals of branch \"" + instance.branch() + "\""));
        return lock::close;
    }

    private ExecSpec complete(ExecSpec spec) {
        ExecSpec placed = spec.workingDirectory() == null ? spec.workingDirectory(layout.workspace()) : spec;
        return placed.environment(Map.of(
                "HEADJACK_INSTANCE",
                instance.id().value(),
                "HEADJACK_BRANCH",
                instance.branch().value()));
    }
}
