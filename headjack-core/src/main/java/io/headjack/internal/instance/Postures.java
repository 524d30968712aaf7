package io.headjack.internal.instance;

import io.headjack.Posture;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.spi.ContainerReach;
import io.headjack.spi.ContainerReach.Limit;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges what an instance can reach by what its engine says. */
public final class Postures {
    private final InstanceRecord instance;
    private final RuntimeInfo engine;
    private final Instant now;

    private Postures(InstanceRecord instance, RuntimeInfo engine, Instant now) {
        this.instance = instance;
        this.engine = engine;
        this.now = now;
    }

    /** Asks the engine of an instance. */
    public static Posture of(Parts parts, InstanceRecord instance) {
        World world = parts.world(instance);
        Postures posture =
                new Postures(instance, world.runtime().info(), parts.clock().instant());
        Optional<ContainerReach> reach = world.runtime().reach(world.id());
        return reach.isPresent() && world.isolated() ? posture.contained(reach.get()) : posture.open();
    }

    private Posture contained(ContainerReach reach) {
        return new Posture(
                true,
                engine.id() + " " + engine.version() + (engine.rootless() ? " of an ordinary user" : " of root")
                        + " at " + engine.endpoint(),
                reach.privileged() || reachesEngine(reach),
                String.valueOf(Optional.ofNullable(instance.user()).orElse("")),
                reach.mounts().stream().map(Postures::file).toList(),
                reach.network(),
                reach.ports(),
                reach.devices(),
                reach.capabilities(),
                reach.newPrivileges(),
                reach.hostNamespaces(),
                git(reach),
                secrets(reach),
                List.of(
                        limit("memory", (double) reach.memoryBytes(), reach, Limit.MEMORY),
                        limit("processors", reach.cpus(), reach, Limit.CPUS),
                        limit("processes", (double) reach.pids(), reach, Limit.PIDS)),
                now);
    }

    private Posture open() {
        return new Posture(
                false,
                engine.id(),
                true,
                "",
                List.of(new Posture.File("/", "/", true)),
                "host",
                List.of(),
                List.of(),
                Set.of(),
                true,
                List.of("pid", "ipc", "network", "user"),
                Posture.Git.HOST,
                List.of("whatever the host's user can read"),
                List.of(),
                now);
    }

    private static Posture.File file(Mount mount) {
        String source = switch (mount.kind()) {
            case BIND -> mount.source();
            case VOLUME -> "volume " + mount.source();
            case TMPFS -> "memory";
        };
        return new Posture.File(mount.target(), source, !mount.readOnly());
    }

    /** A socket can be talked to through a mount that is read only, too. */
    private boolean reachesEngine(ContainerReach reach) {
        return engine.socket()
                .filter(socket -> binds(reach).anyMatch(each -> socket.startsWith(each.source())))
                .isPresent();
    }

    /** Its own is a mount over the pointer in the worktree; the host's is what it could write to from any side. */
    private Posture.Git git(ContainerReach reach) {
        boolean pointer = reach.mounts().stream()
                .anyMatch(each -> each.target().equals(Layout.CONTAINER.workspace() + "/.git") && each.readOnly());
        boolean writes = binds(reach)
                .filter(each -> !each.readOnly())
                .anyMatch(each -> instance.repository().startsWith(each.source())
                        || Path.of(each.source()).startsWith(instance.repository()));
        return pointer && !writes ? Posture.Git.PRIVATE : Posture.Git.HOST;
    }

    private static Stream<Mount> binds(ContainerReach reach) {
        return reach.mounts().stream().filter(each -> each.kind() == Mount.Kind.BIND);
    }

    private List<String> secrets(ContainerReach reach) {
        List<String> secrets = new ArrayList<>();
        if (reach.mounts().stream().anyMatch(each -> each.target().equals(instance.home()))) {
            secrets.add("the home " + instance.home() + " may hold what programs inside have stored, such as logins");
        }
        Map<String, String> environment = new TreeMap<>(instance.spec().environment());
        if (!environment.isEmpty()) {
            secrets.add("the environment, which the engine shows to whoever may ask it, has "
                    + String.join(", ", environment.keySet()));
        }
        return secrets;
    }

    private static Posture.Limit limit(String name, double most, ContainerReach reach, Limit limit) {
        return new Posture.Limit(name, most, !reach.ignoredLimits().contains(limit));
    }
}
