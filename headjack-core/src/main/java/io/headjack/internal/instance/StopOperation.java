package io.headjack.internal.instance;

import io.headjack.error.HeadjackException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerState;
import java.time.Duration;
import java.util.Optional;

/** Ends what runs in an instance, collects, and stops its container. */
final class StopOperation {
    private static final Duration CONTAINER_GRACE = Duration.ofSeconds(2);
    private static final Duration SCRIPT_GRACE = Duration.ofSeconds(30);

    private final Parts parts;
    private final CollectOperation collect;
    private final AgentQuit quit;

    StopOperation(Parts parts, CollectOperation collect, AgentQuit quit) {
        this.parts = parts;
        this.quit = quit;
        this.collect = collect;
    }

    void run(OperationLock lock, World world, Duration grace) {
        Optional<ContainerInfo> container = world.container();
        if (container.isEmpty() || !isUp(container.get())) {
            return;
        }
        lock.note("end programs");
        endPrograms(world, container.get(), grace);
        lock.note("collect");
        try {
            collect.run(world);
        } catch (RuntimeUnavailableException e) {
            throw e;
        } catch (HeadjackException e) {
            // The commits stay in the private git, from where a later collect brings them.
            parts.warnings()
                    .accept("the commits of branch \"" + world.record().branch()
                            + "\" were not collected before the stop: " + e.getMessage());
        }
        lock.note("stop");
        world.runtime().stop(container.get().id(), CONTAINER_GRACE);
    }

    /**
     * Ends all programs but the container's first; afterwards nothing inside can change anything any more. Where they cannot
     * be asked, as what is in the container may be broken on purpose, they are killed with it.
     */
    void endPrograms(World world, ContainerInfo container, Duration grace) {
        try {
            askToEnd(world, container, grace);
        } catch (OperationFailedException e) {
            parts.warnings()
                    .accept("the programs of branch \"" + world.record().branch()
                            + "\" were killed, as they could not be asked to end: " + e.getMessage());
            world.runtime().stop(container.id(), CONTAINER_GRACE);
        }
    }

    private void askToEnd(World world, ContainerInfo container, Duration grace) {
        ContainerId id = container.id();
        if (container.state() == ContainerState.PAUSED) {
            world.runtime().unpause(id);
        }
        quit.run(world, grace);
        parts.terminals().drop(world.record().id());
        if (world.isolated()) {
            long seconds = Math.max(0, grace.plusMillis(999).toSeconds());
            // As whoever the container is: an engine lets root in the container of another user end nobody's programs.
            Scripts.run(world.runtime(), id, null, grace.plus(SCRIPT_GRACE), "terminate.sh", Long.toString(seconds));
        } else {
            world.runtime().stop(id, grace);
        }
    }

    static boolean isUp(ContainerInfo container) {
        return container.state() == ContainerState.RUNNING || container.state() == ContainerState.PAUSED;
    }
}
