package io.headjack.internal.instance;

import io.headjack.Collected;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.AgentSide;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.Submodule;
import io.headjack.internal.git.Submodules;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Brings an instance's commits to the host, from its container or, where that does not run, from a one-shot one. */
final class CollectOperation {
    private final Parts parts;

    CollectOperation(Parts parts) {
        this.parts = parts;
    }

    Collected run(World world) {
        return run(world, () -> {});
    }

    /** As {@link #run(World)}; {@code allowed} throws where what is inside must not be taken. */
    Collected run(World world, Runnable allowed) {
        InstanceRecord instance = world.record();
        GitRepository repository = parts.repository(instance);
        if (!world.isolated()) {
            return repository.collectDirect(instance.id(), instance.branch(), instance.worktree());
        }
        Collected collected = inside(
                world,
                side -> repository.collect(
                        instance.id(),
                        instance.branch(),
                        instance.worktree(),
                        new Guarded(side, allowed),
                        parts.progress()));
        warnOfUnknownSubmodules(repository, instance, collected);
        return collected;
    }

    /** The branch is taken all the same: the commits may be on their way to the submodule's own remote. */
    private void warnOfUnknownSubmodules(GitRepository repository, InstanceRecord instance, Collected collected) {
        List<Submodule> given = Submodules.read(parts.data().submodulesOf(instance.id()));
        List<String> unknown = repository.submodules().unknown(given, collected.head());
        if (!unknown.isEmpty()) {
            parts.warnings()
                    .accept("branch \"" + instance.branch()
                            + "\" of the instance has submodules at commits that the host"
                            + " does not have: " + String.join(", ", unknown)
                            + "; push those from inside, or fetch them on the host, as they are not collected");
        }
    }

    /** Works where the instance's git does. */
    <T> T inside(World world, Function<AgentSide, T> work) {
        if (world.isRunning()) {
            return work.apply(new Running(world, world.id()));
        }
        try (OneShot shot = OneShot.start(parts.containers(), world, parts.catalogId())) {
            return work.apply(shot);
        }
    }

    /** The instance's own container. */
    private record Running(World world, ContainerId container) implements AgentSide {
        @Override
        public RuntimeProcess start(List<String> command, Map<String, String> environment) {
            return world.runtime().exec(container, place(world, command).environment(environment));
        }

        @Override
        public void checkAlive() {
            world.checkRunning(container);
        }
    }

    /** What is inside, which is only taken where that is allowed. */
    private record Guarded(AgentSide side, Runnable allowed) implements AgentSide {
        @Override
        public RuntimeProcess start(List<String> command, Map<String, String> environment) {
            return side.start(command, environment);
        }

        @Override
        public void awaitAllowed() {
            allowed.run();
        }

        @Override
        public void checkAlive() {
            side.checkAlive();
        }
    }

    private static ExecSpec place(World world, List<String> command) {
        return ExecSpec.of(command).workingDirectory(world.layout().workspace());
    }
}
