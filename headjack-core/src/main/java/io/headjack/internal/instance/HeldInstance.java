package io.headjack.internal.instance;

import io.headjack.Collected;
import io.headjack.InstanceId;
import io.headjack.RemoveOption;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.git.AgentSide;
import io.headjack.internal.git.GitRepository;
import io.headjack.spi.ContainerInfo;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a repair works with while it holds the lock of an instance, which need not exist. */
public final class HeldInstance {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final InstanceId id;
    private final Parts parts;
    private final OperationLock lock;
    private final StartOperation start;
    private final StopOperation stop;
    private final CollectOperation collect;
    private final RemoveOperation remove;
    private final FittingImages images;

    HeldInstance(
            InstanceId id,
            Parts parts,
            OperationLock lock,
            StartOperation start,
            StopOperation stop,
            CollectOperation collect,
            RemoveOperation remove,
            FittingImages images) {
        this.id = id;
        this.parts = parts;
        this.lock = lock;
        this.start = start;
        this.stop = stop;
        this.collect = collect;
        this.remove = remove;
        this.images = images;
    }

    public InstanceId id() {
        return id;
    }

    /** Whether an operation was left half-way, which was swept up when the lock was taken. */
    public boolean isTakenOver() {
        return lock.isTakenOver();
    }

    /** Notes a step, so that who finds its process dead knows that there is something to look at, and does it. */
    public void step(String name, Runnable doing) {
        lock.note(name);
        doing.run();
    }

    public InstanceRecord record() {
        return parts.catalog()
                .read()
                .find(id)
                .orElseThrow(() -> new NotFoundException("instance " + id + " was removed meanwhile"));
    }

    public World world() {
        return parts.world(record());
    }

    /** Changes the record of the instance, if it still has one. */
    public void change(UnaryOperator<InstanceRecord> change) {
        parts.catalog()
                .update(state -> state.find(id)
                        .map(each -> state.with(change.apply(each)))
                        .orElse(state));
    }

    /** Has record and worktree follow a repository that is at another place. The container is made again when it starts. */
    public void moveTo(GitRepository repository) {
        InstanceRecord instance = record();
        if (Files.isDirectory(instance.worktree(), LinkOption.NOFOLLOW_LINKS)) {
            step("worktree", () -> repository.repair().registerWorktree(instance.branch(), instance.worktree()));
        }
        step(
                "record",
                () -> change(
                        each -> each.repository(repository.id(), repository.commonDirectory(), repository.root())));
    }

    /** Makes the container, and the volume if that is gone, and starts neither. */
    public void makeContainer() {
        makeVolume();
        if (world().isolated()) {
            makeImage();
        }
        lock.note("container");
        parts.containers().create(world(), parts.catalogId());
    }

    /** Fetches or builds the image that the container is made from, if the engine does not have it. */
    public void makeImage() {
        World world = world();
        step("image", () -> {
            InstanceRecord found = images.require(world.runtime(), world.record());
            change(each -> each.spec(found.spec()));
        });
    }

    public void makeVolume() {
        step("volume", () -> parts.containers().createVolume(world(), parts.catalogId()));
    }

    /** Starts the instance, making its container again where that is gone. */
    public void start() {
        start.run(lock, record());
    }

    /** Gives the instance's user what was written for it. To be called while it runs. */
    public void own() {
        World world = world();
        if (world.isolated()) {
            step("own", () -> start.own(world));
        }
    }

    /** Fills the submodules that the instance was given, where they are empty now. To be called while it runs. */
    public void fillSubmodules() {
        World world = world();
        if (world.isolated()) {
            step("submodules", () -> start.fillSubmodules(world, false));
        }
    }

    /**
     * Ends all programs and stops the container.
     *
     * @return whether it was up
     */
    public boolean stop() {
        World world = world();
        Optional<ContainerInfo> up = world.container().filter(StopOperation::isUp);
        up.ifPresent(container -> {
            step("end programs", () -> stop.endPrograms(world, container, GRACE));
            step("stop", () -> world.runtime().stop(container.id(), GRACE));
        });
        return up.isPresent();
    }

    /** Removes the container, which can be made again. */
    public void removeContainer() {
        World world = world();
        parts.terminals().drop(id);
        step(
                "erase container",
                () -> world.container().ifPresent(container -> world.runtime().remove(container.id())));
    }

    public Collected collect() {
        lock.note("collect");
        return collect.run(world());
    }

    /** Puts an instance into the catalog that is there and not in it. */
    public void adopt(InstanceRecord instance) {
        step("record", () -> parts.catalog().update(state -> state.with(instance)));
    }

    /** Works where the instance's git does. */
    public <T> T inside(Function<AgentSide, T> work) {
        return collect.inside(world(), work);
    }

    /** Has the record say of each session that is lost that it is. */
    public void recordLosses() {
        Set<SessionId> lost = SessionStates.of(parts, world()).stream()
                .filter(each -> each.state() == SessionState.LOST)
                .map(SessionInfo::id)
                .collect(Collectors.toSet());
        step("sessions", () -> change(each -> withLosses(each, lost)));
    }

    private static InstanceRecord withLosses(InstanceRecord instance, Set<SessionId> lost) {
        InstanceRecord changed = instance;
        for (SessionId each : lost) {
            changed = changed.change(each, SessionRecord::asLost);
        }
        return changed;
    }

    /** Takes away what is left of the instance, and its record; the logs stay. */
    public void erase() {
        InstanceRecord instance = record();
        remove.erase(lock::note, instance, Set.of(RemoveOption.KEEP_LOGS));
    }

    /** Takes away what a dead process left half-made or half-removed. */
    public void finish() {
        Optional<InstanceRecord> found = parts.catalog().read().find(id).filter(each -> each.phase() != Phase.READY);
        found.ifPresent(instance -> remove.erase(lock::note, instance, Set.of()));
    }
}
