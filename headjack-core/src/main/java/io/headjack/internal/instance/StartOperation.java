package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerState;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** Starts an instance, making its container again where that is gone. */
final class StartOperation {
    private static final Duration OWNING = Duration.ofMinutes(5);
    private static final Duration CLEARING = Duration.ofMinutes(1);

    private final Parts parts;
    private final Images images;

    StartOperation(Parts parts, Images images) {
        this.parts = parts;
        this.images = images;
    }

    void run(OperationLock lock, InstanceRecord instance) {
        World world = underItsName(lock, parts.world(instance));
        check(world);
        Optional<ContainerInfo> container = usable(lock, world);
        if (container.isEmpty()) {
            lock.note("volume");
            parts.containers().createVolume(world, parts.catalogId());
            if (world.isolated()) {
                lock.note("image");
                images.require(
                        instance.id(), world.runtime(), world.record().spec().image());
            }
            lock.note("container");
            makeAndStart(lock, world);
            clearLocks(lock, world);
        } else if (container.get().state() == ContainerState.PAUSED) {
            lock.note("unpause");
            world.runtime().unpause(container.get().id());
        } else if (container.get().state() != ContainerState.RUNNING) {
            lock.note("start");
            parts.terminals().drop(instance.id());
            start(world, container.get().id());
            clearLocks(lock, world);
        }
        lock.note("used");
        parts.catalog()
                .update(state -> state.find(instance.id())
                        .map(each -> state.with(each.usedAt(parts.clock().instant())))
                        .orElse(state));
    }

    /** A git that was killed with its container leaves its locks, and no git of the instance would get past them. */
    private void clearLocks(OperationLock lock, World world) {
        if (world.isolated()) {
            lock.note("locks");
            Scripts.run(
                    world.runtime(),
                    world.id(),
                    world.record().user(),
                    CLEARING,
                    "clear-locks.sh",
                    Containers.GIT,
                    world.layout().run());
        }
    }

    /** A container that somebody renamed is still the instance's: the record follows. */
    private World underItsName(OperationLock lock, World world) {
        Optional<ContainerInfo> renamed = world.container().isPresent()
                ? Optional.empty()
                : parts.containers().findRenamed(world, parts.catalogId());
        if (renamed.isEmpty()) {
            return world;
        }
        lock.note("rename");
        InstanceRecord found = world.record().container(renamed.get().name());
        parts.catalog().update(state -> state.with(found));
        return parts.world(found);
    }

    /** A container that was made for another place of the repository cannot be started any more. */
    private Optional<ContainerInfo> usable(OperationLock lock, World world) {
        Optional<ContainerInfo> container = world.container();
        if (container.isEmpty()
                || StopOperation.isUp(container.get())
                || parts.containers().fits(world.record(), container.get())) {
            return container;
        }
        lock.note("erase container");
        world.runtime().remove(container.get().id());
        return Optional.empty();
    }

    /** What an instance is built on must be there before its container sees it. */
    private void check(World world) {
        InstanceRecord instance = world.record();
        if (!Files.isDirectory(instance.worktree())) {
            throw new OperationFailedException("the worktree " + instance.worktree() + " of branch \""
                    + instance.branch() + "\" is gone; put it back, or run the doctor");
        }
        if (world.isolated() && !parts.repository(instance).pointerIntact(instance.worktree())) {
            throw new OperationFailedException("the file " + instance.worktree().resolve(".git")
                    + " was replaced, so that the instance's git could reach the host; run the doctor");
        }
    }

    private void makeAndStart(OperationLock lock, World world) {
        ContainerId container = make(world);
        lock.note("start");
        start(world, container);
    }

    ContainerId make(World world) {
        parts.terminals().drop(world.record().id());
        return parts.containers().create(world, parts.catalogId());
    }

    void startMade(World world) {
        start(world, world.id());
    }

    private void start(World world, ContainerId container) {
        world.runtime().start(container);
        prepareTerminals(world);
    }

    /** Goes on beside whatever is left to do, and makes nobody wait. */
    private void prepareTerminals(World world) {
        if (world.isolated()) {
            parts.terminals().prepare(world, parts.workers());
        }
    }

    /** Gives the instance's user what it works on, where that is neither root nor the host's user. */
    void own(World world) {
        Scripts.run(
                world.runtime(),
                world.id(),
                "0",
                OWNING,
                "own.sh",
                world.record().user() == null ? "" : world.record().user(),
                world.record().home());
    }
}
