package io.headjack.internal.instance;

import io.headjack.ExitStatus;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.Submodule;
import io.headjack.internal.git.Submodules;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts an instance, making its container again where that is gone. */
final class StartOperation {
    private static final Duration CLEARING = Duration.ofMinutes(1);

    private static final Duration FILLING = Duration.ofMinutes(30);
    /** As many as every system takes the arguments of. */
    private static final int FILLED_AT_ONCE = 100;

    private final Parts parts;
    private final FittingImages images;
    private final Ownership ownership;
    private final Boundary boundary;

    StartOperation(Parts parts, FittingImages images) {
        this.parts = parts;
        this.boundary = new Boundary(parts.data());
        this.images = images;
        this.ownership = new Ownership(parts);
    }

    void run(OperationLock lock, InstanceRecord instance) {
        World world = underItsName(lock, parts.world(instance));
        check(world);
        Optional<ContainerInfo> container = usable(lock, world);
        if (container.isEmpty()) {
            lock.note("volume");
            parts.containers().createVolume(world, parts.catalogId());
            lock.note("container");
            awaitCleared(lock, makeAndStart(lock, withImage(lock, world)));
        } else if (container.get().state() == ContainerState.PAUSED) {
            lock.note("unpause");
            world.runtime().unpause(container.get().id());
            boundary.checkMount(world);
        } else if (container.get().state() != ContainerState.RUNNING) {
            lock.note("start");
            parts.terminals().drop(instance.id());
            start(world, container.get().id());
            awaitCleared(lock, world);
        }
        lock.note("used");
        parts.catalog()
                .update(state -> state.find(instance.id())
                        .map(each -> state.with(each.usedAt(parts.clock().instant())))
                        .orElse(state));
    }

    /** The container's first program takes away what a git left that was killed with it; this one waits for that. */
    void awaitCleared(OperationLock lock, World world) {
        if (!world.isolated()) {
            return;
        }
        lock.note("locks");
        if (saysClosed(world)) {
            open(world);
            if (saysClosed(world)) {
                throw new OperationFailedException(
                        "the programs of branch \"" + world.record().branch() + "\" cannot write to "
                                + world.layout().run() + " inside; have the instance recreated");
            }
        }
    }

    private static boolean saysClosed(World world) {
        return Scripts.run(
                        world.runtime(),
                        world.id(),
                        world.record().user(),
                        CLEARING,
                        "await-cleared.sh",
                        world.layout().run())
                .strip()
                .equals("closed");
    }

    /**
     * Lets everybody inside write again where they may. Engines with an older runc forget the mode of a directory in memory when
     * a container is started for the second time. As root, so by the path of a program that nobody else inside can replace.
     *
     * @see <a href="https://github.com/opencontainers/runc/blob/v1.1.0/libcontainer/rootfs_linux.go">runc, rootfs_linux.go</a>
     */
    private static void open(World world) {
        ExecSpec opening = ExecSpec.of("/bin/chmod", "1777", world.layout().run())
                .user("0:0")
                .workingDirectory("/");
        try (RuntimeProcess process = world.runtime().exec(world.id(), opening)) {
            process.stdin().close();
            ExitStatus unused = process.await(CLEARING);
        } catch (IOException e) {
            throw new OperationFailedException("cannot run /bin/chmod in the container: " + e, e);
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
    void check(World world) {
        InstanceRecord instance = world.record();
        if (!Files.isDirectory(instance.worktree())) {
            throw new OperationFailedException("the worktree " + instance.worktree() + " of branch \""
                    + instance.branch() + "\" is gone; put it back, or run the doctor");
        }
        boundary.check(world);
    }

    /** The image of a container that is made again may be gone, and have another name when it is back. */
    private World withImage(OperationLock lock, World world) {
        if (!world.isolated()) {
            return world;
        }
        lock.note("image");
        InstanceRecord found = images.require(world.runtime(), world.record());
        if (!found.equals(world.record())) {
            parts.catalog().update(state -> state.with(found));
        }
        return parts.world(found);
    }

    /** Makes the container of an instance that was there before, and starts it. */
    World makeAndStart(OperationLock lock, World world) {
        ContainerId container = make(world);
        lock.note("start");
        start(world, container);
        if (world.isolated()) {
            lock.note("own");
            own(world);
        }
        return world;
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

    /** Gives the instance's user what it works on. */
    void own(World world) {
        ownership.give(world);
    }

    /**
     * Has git inside write the files of submodules, where their directories are empty. By the instance's user, and by
     * nothing of the host: no path there leads anywhere else. One whose git directory is gone is left out, unless all must be there.
     */
    void fillSubmodules(World world, boolean all) {
        List<Submodule> given =
                Submodules.read(parts.data().submodulesOf(world.record().id()));
        for (int from = 0; from < given.size(); from += FILLED_AT_ONCE) {
            List<String> arguments = new ArrayList<>(List.of(world.layout().workspace(), all ? "all" : "some"));
            given.subList(from, Math.min(given.size(), from + FILLED_AT_ONCE))
                    .forEach(each -> arguments.addAll(List.of(each.path(), each.inside(), each.commit())));
            Scripts.run(
                    world.runtime(),
                    world.id(),
                    world.record().user(),
                    FILLING,
                    "fill-submodules.sh",
                    arguments.toArray(String[]::new));
        }
    }
}
