package io.headjack.internal.instance;

import io.headjack.internal.git.AgentSide;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeProcess;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A container for a moment, to run git in where an instance's own container does not run. */
final class OneShot implements AgentSide, AutoCloseable {
    private final World world;
    private final ContainerId container;

    private OneShot(World world, ContainerId container) {
        this.world = world;
        this.container = container;
    }

    static OneShot start(Containers containers, World world, String catalog) {
        String name = "headjack-once-" + world.record().id() + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        ContainerId container = containers.createOneShot(world, catalog, name);
        OneShot shot = new OneShot(world, container);
        try {
            world.runtime().start(container);
            return shot;
        } catch (RuntimeException e) {
            shot.close();
            throw e;
        }
    }

    @Override
    public RuntimeProcess start(List<String> command, Map<String, String> environment) {
        return world.runtime().exec(container, ExecSpec.of(command).environment(environment));
    }

    @Override
    public void close() {
        Cleanup.run(() -> world.runtime().remove(container));
    }
}
