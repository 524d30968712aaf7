package io.headjack.internal.instance;

import io.headjack.internal.git.AgentSide;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A container for a moment, to do in what an instance's own container cannot: it does not run, or is not root's. */
final class OneShot implements AgentSide, AutoCloseable {
    private final World world;
    private final ContainerId container;

    private OneShot(World world, ContainerId container) {
        this.world = world;
        this.container = container;
    }

    /** Starts one that can read and change nothing. */
    static OneShot start(Containers containers, World world, String catalog) {
        return start(world, containers.createOneShot(world, catalog, name(world)));
    }

    /** Starts one of root that can change what the instance works on. */
    static OneShot asRoot(Containers containers, World world, String catalog) {
        return start(world, containers.createRootShot(world, catalog, name(world)));
    }

    /** Starts one of root that can change one place of the host's, and sees nothing else of it. */
    static OneShot over(Containers containers, World world, String catalog, Path place) {
        return start(world, containers.createReclaimingShot(world, catalog, name(world), place));
    }

    /** Has the engine make, and throw away, what the instance's container is to be: it says what is wrong with that. */
    static void tryOut(Containers containers, World world, String catalog) {
        ContainerId made = containers.createTrial(world, catalog, name(world));
        Cleanup.run(() -> world.runtime().remove(made));
    }

    private static String name(World world) {
        return "headjack-once-" + world.record().id() + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    private static OneShot start(World world, ContainerId container) {
        OneShot shot = new OneShot(world, container);
        try {
            world.runtime().start(container);
            return shot;
        } catch (RuntimeException e) {
            shot.close();
            throw e;
        }
    }

    void script(Duration timeout, String script, String... arguments) {
        Scripts.run(world.runtime(), container, null, timeout, script, arguments);
    }

    @Override
    public RuntimeProcess start(List<String> command, Map<String, String> environment) {
        return world.runtime().exec(container, ExecSpec.of(command).environment(environment));
    }

    @Override
    public void checkAlive() {
        world.checkRunning(container);
    }

    @Override
    public void close() {
        Cleanup.run(() -> world.runtime().remove(container));
    }
}
