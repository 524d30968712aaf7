package io.headjack.internal.instance;

import io.headjack.Collected;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.AgentSide;
import io.headjack.internal.git.GitRepository;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import java.util.List;
import java.util.function.Function;

/** Brings an instance's commits to the host, from its container or, where that does not run, from a one-shot one. */
final class CollectOperation {
    private final Parts parts;

    CollectOperation(Parts parts) {
        this.parts = parts;
    }

    Collected run(World world) {
        InstanceRecord instance = world.record();
        GitRepository repository = parts.repository(instance);
        if (!world.isolated()) {
            return repository.collectDirect(instance.id(), instance.branch(), instance.worktree());
        }
        return inside(
                world,
                side -> repository.collect(
                        instance.id(), instance.branch(), instance.worktree(), side, parts.progress()));
    }

    /** Works where the instance's git does. */
    <T> T inside(World world, Function<AgentSide, T> work) {
        if (world.isRunning()) {
            ContainerId container = world.id();
            return work.apply((command, environment) ->
                    world.runtime().exec(container, place(world, command).environment(environment)));
        }
        try (OneShot shot = OneShot.start(parts.containers(), world, parts.catalogId())) {
            return work.apply(shot);
        }
    }

    private static ExecSpec place(World world, List<String> command) {
        return ExecSpec.of(command).workingDirectory(world.layout().workspace());
    }
}
