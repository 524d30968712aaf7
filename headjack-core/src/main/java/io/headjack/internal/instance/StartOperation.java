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

    private final Parts parts;

    StartOperation(Parts parts) {
        this.parts = parts;
    }

    void run(OperationLock lock, InstanceRecord instance) {
        World world = parts.world(instance);
        check(world);
        Optional<ContainerInfo> container = world.container();
        if (container.isEmpty()) {
            lock.note("volume");
            parts.containers().createVolume(world, parts.catalogId());
            lock.note("container");
            makeAndStart(lock, world);
        } else if (container.get().state() == ContainerState.PAUSED) {
            lock.note("unpause");
            world.runtime().unpause(container.get().id());
        } else if (container.get().state() != ContainerState.RUNNING) {
            lock.note("start");
            parts.terminals().drop(instance.id());
            world.runtime().start(container.get().id());
        }
        lock.note("used");
        parts.catalog()
                .update(state -> state.find(instance.id())
                        .map(each -> state.with(each.usedAt(parts.clock().instant())))
                        .orElse(state));
    }

    /** What an instance is built on must be there before its container sees it. */
    private void check(World world) {
        InstanceRecord instance = world.record();
        if (!Files.isDirectory(instance.worktree())) {
            throw new OperationFailedException("the worktree " + instance.worktree() + " of branch \""
                    + instance.branch() + "\" is gone; put it back, or remove the instance");
        }
        if (world.isolated() && !parts.repository(instance).pointerIntact(instance.worktree())) {
            throw new OperationFailedException("the file " + instance.worktree().resolve(".git")
                    + " was replaced, so that the instance's git could reach the host; remove the instance");
        }
    }

    void makeAndStart(OperationLock lock, World world) {
        parts.terminals().drop(world.record().id());
        ContainerId container = parts.containers().create(world, parts.catalogId());
        lock.note("start");
        world.runtime().start(container);
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
