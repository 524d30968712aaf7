package io.headjack.internal.instance;

import io.headjack.error.ConflictException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.WorkspaceSpec;
import io.headjack.spi.ContainerInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes the container of an instance again, as it was or otherwise. Worktree, private git, home and logs stay. What can be
 * wrong with the new one is found before the old one is touched.
 */
final class RecreateOperation {
    private final Parts parts;
    private final FittingImages images;
    private final StartOperation start;
    private final StopOperation stop;

    RecreateOperation(Parts parts, FittingImages images, StartOperation start, StopOperation stop) {
        this.parts = parts;
        this.images = images;
        this.start = start;
        this.stop = stop;
    }

    /** As it was asked for, from the image that this means now. Ends what runs. */
    void run(OperationLock lock, InstanceRecord instance, Duration grace) {
        replace(
                lock,
                instance,
                inNewImage(lock, instance, images.choice(instance.spec().origin())),
                grace);
    }

    /**
     * Has an instance become what a request says, where it says anything else than before.
     *
     * @return the instance as it is recorded now
     * @throws ConflictException if that would end sessions that run
     */
    InstanceRecord adapt(OperationLock lock, InstanceRecord instance, CreateSpec asked, Duration grace) {
        List<String> changes = asked.changes(instance.spec());
        if (changes.isEmpty()) {
            return instance;
        }
        World world = parts.world(instance);
        refuseWhileSessionsRun(world, changes);
        InstanceRecord changed = instance.spec(asked.over(instance.spec()));
        Containers.checkMounts(
                changed.spec(),
                world.runtime().info(),
                List.of(parts.data().root(), instance.repository(), instance.root(), instance.worktree()));
        if (asked.asksForOtherImage(instance.spec())) {
            changed = inNewImage(lock, changed, asked.image());
        }
        replace(lock, instance, changed, grace);
        return changed;
    }

    private void refuseWhileSessionsRun(World world, List<String> changes) {
        boolean up = world.container().filter(StopOperation::isUp).isPresent();
        List<String> running = up ? SessionStates.running(parts, world) : List.of();
        if (!running.isEmpty()) {
            throw new ConflictException(
                    "branch \"" + world.record().branch() + "\" has an instance with other settings ("
                            + String.join(", ", changes) + "), and making its container again would end the sessions "
                            + String.join(", ", running) + "; end them first, or ask without these settings");
        }
    }

    private InstanceRecord inNewImage(OperationLock lock, InstanceRecord instance, ImageChoice choice) {
        World world = parts.world(instance);
        if (!world.isolated()) {
            return instance;
        }
        lock.note("image");
        FittingImages.Fitting image =
                images.find(instance.id(), world.runtime(), world.runtime().info(), choice, instance.user());
        WorkspaceSpec spec = instance.spec().image(image.reference(), image.origin());
        return instance.spec(spec, image.facts().home());
    }

    private void replace(OperationLock lock, InstanceRecord before, InstanceRecord after, Duration grace) {
        World old = parts.world(before);
        World world = parts.world(after);
        start.check(world);
        lock.note("volume");
        parts.containers().createVolume(world, parts.catalogId());
        if (world.isolated()) {
            lock.note("try");
            OneShot.tryOut(parts.containers(), world, parts.catalogId());
        }
        stop.run(lock, old, grace);
        Steps steps = new Steps(lock);
        // Whoever finds this record with a container of the one before makes that again.
        steps.step("record", () -> record(after), () -> record(before));
        steps.step("erase container", () -> removeContainer(old), () -> {});
        steps.step("container", () -> makeAndStart(lock, world), () -> removeContainer(world));
    }

    private void makeAndStart(OperationLock lock, World world) {
        start.awaitCleared(lock, start.makeAndStart(lock, world));
    }

    private void record(InstanceRecord instance) {
        parts.catalog()
                .update(state -> state.find(instance.id())
                        .map(each -> state.with(each.spec(instance.spec(), instance.home())))
                        .orElse(state));
    }

    private void removeContainer(World world) {
        parts.terminals().drop(world.record().id());
        Optional<ContainerInfo> container = world.container();
        container.ifPresent(found -> world.runtime().remove(found.id()));
    }
}
