package io.headjack.internal.instance;

import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.WorkspaceSpec;
import io.headjack.internal.provider.Runtimes;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.ContainerState;
import io.headjack.spi.Isolation;
import io.headjack.spi.Mount;
import io.headjack.spi.RuntimeInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes and makes the containers of instances. Thread-safe. */
public final class Containers {
    /** Names the instance that a container or a volume belongs to. */
    public static final String INSTANCE = "io.headjack.instance";
    /** Names the catalog that a container or a volume belongs to. */
    public static final String CATALOG = "io.headjack.catalog";
    /** Names the instance that a one-shot container works for. */
    public static final String ONE_SHOT = "io.headjack.oneshot";

    /** Says what a container was made for. */
    private static final String SPEC = "io.headjack.spec";

    static final String GIT = "/headjack/git";

    static final String RECLAIMED = "/headjack/reclaimed";

    /** Engines give a container ten seconds. */
    private static final String GRACE_SECONDS = "7";

    /** Ends the others when the engine stops the container by itself, so that sessions leave their exit codes. */
    private static final List<String> FIRST_PROGRAM = List.of(
            "sh",
            "-c",
            Scripts.load("first.sh"),
            "headjack",
            Scripts.load("terminate.sh"),
            GRACE_SECONDS,
            GIT,
            Layout.CONTAINER.run());

    private static final int SPEC_HASH_BYTES = 8;

    private final DataDirectory data;
    private final Runtimes runtimes;

    public Containers(DataDirectory data, Runtimes runtimes) {
        this.data = data;
        this.runtimes = runtimes;
    }

    public World world(InstanceRecord instance) {
        ContainerRuntime runtime = runtimes.named(instance.runtime());
        Isolation isolation = isolation(instance);
        Layout layout = isolation == Isolation.CONTAINER
                ? Layout.CONTAINER
                : new Layout(
                        instance.worktree().toString(),
                        data.logsOf(instance.id()).toString(),
                        Sockets.of(data, instance.id()).toString(),
                        data.temporary().toString());
        return new World(instance, runtime, isolation, layout, data.terminalsLockOf(instance.id()));
    }

    /** An instance in a container has a home in there; without isolation it has none of its own. */
    private static Isolation isolation(InstanceRecord instance) {
        return instance.home().isEmpty() ? Isolation.NONE : Isolation.CONTAINER;
    }

    /** Asks each runtime once for the containers of this catalog, by instance. */
    public Map<String, ContainerInfo> list(ContainerRuntime runtime, String catalog) {
        Map<String, ContainerInfo> byInstance = new HashMap<>();
        for (ContainerInfo each : runtime.list(Map.of(CATALOG, catalog))) {
            String instance = each.labels().get(INSTANCE);
            if (instance != null) {
                byInstance.put(instance, each);
            }
        }
        return byInstance;
    }

    /** Has a listener told when containers of this catalog may have changed, where the runtime can tell. */
    public Optional<ContainerRuntime.Watch> watch(ContainerRuntime runtime, String catalog, Runnable listener) {
        return runtime.watch(Map.of(CATALOG, catalog), listener);
    }

    void createVolume(World world, String catalog) {
        if (world.isolated()) {
            world.runtime()
                    .createVolume(
                            InstanceNames.homeVolume(world.record().id()),
                            Map.of(INSTANCE, world.record().id().value(), CATALOG, catalog));
        }
    }

    void removeVolume(World world) {
        if (world.isolated()) {
            world.runtime().removeVolume(InstanceNames.homeVolume(world.record().id()));
        }
    }

    ContainerId create(World world, String catalog) {
        ContainerSpec.Builder spec = ContainerSpec.builder(
                        world.record().container(), world.record().spec().image())
                .label(INSTANCE, world.record().id().value())
                .label(SPEC, madeFor(world.record()));
        return create(world, complete(spec, world, catalog));
    }

    /** Makes the same container under another name, as one that is to be gone in a moment. */
    ContainerId createTrial(World world, String catalog, String name) {
        ContainerSpec.Builder spec = ContainerSpec.builder(
                        name, world.record().spec().image())
                .label(ONE_SHOT, world.record().id().value());
        return world.runtime().create(complete(spec, world, catalog));
    }

    private ContainerSpec complete(ContainerSpec.Builder spec, World world, String catalog) {
        InstanceRecord instance = world.record();
        WorkspaceSpec asked = instance.spec();
        spec.label(CATALOG, catalog)
                .environment(asked.environment())
                .environment(Map.of(
                        "HEADJACK_INSTANCE",
                        instance.id().value(),
                        "HEADJACK_BRANCH",
                        instance.branch().value()))
                .workingDirectory(world.layout().workspace())
                .network(asked.network())
                .memoryBytes(asked.memoryBytes())
                .cpus(asked.cpus())
                .flags(asked.flags());
        if (world.isolated()) {
            spec.command(FIRST_PROGRAM);
            spec.user(instance.user()).environment(Map.of("HOME", instance.home()));
            mounts(instance, false).forEach(spec::mount);
            spec.mount(Mount.bind(data.logsOf(instance.id()), world.layout().logs()));
            spec.mount(Mount.volume(InstanceNames.homeVolume(instance.id()), instance.home()));
        }
        asked.mounts().forEach((target, source) -> spec.mount(Mount.readOnlyBind(Path.of(source), target)));
        return spec.build();
    }

    /** An engine that was busy can carry out late what a call before this one had given up on: such a container goes. */
    private static ContainerId create(World world, ContainerSpec spec) {
        ContainerRuntime runtime = world.runtime();
        try {
            return runtime.create(spec);
        } catch (ConflictException e) {
            ContainerInfo late = runtime.find(spec.name())
                    .filter(each ->
                            each.labels().entrySet().containsAll(spec.labels().entrySet()))
                    .filter(each -> each.state() == ContainerState.CREATED)
                    .orElseThrow(() -> e);
            runtime.remove(late.id());
            return runtime.create(spec);
        }
    }

    /** All that a container cannot be given later, as a hash that is short enough for a label. */
    private static String madeFor(InstanceRecord instance) {
        String all = String.join(
                "\0",
                String.join("\0", FIRST_PROGRAM),
                instance.spec().canonical(),
                String.valueOf(instance.user()),
                instance.worktree().toString(),
                instance.repository().toString());
        return HexFormat.of().formatHex(InstanceNames.sha256(all), 0, SPEC_HASH_BYTES);
    }

    /** Tells whether a container was made for what the record says now. */
    public boolean fits(InstanceRecord instance, ContainerInfo container) {
        return madeFor(instance).equals(container.labels().get(SPEC));
    }

    /** Finds an instance's container under whatever name. */
    Optional<ContainerInfo> findRenamed(World world, String catalog) {
        return Optional.ofNullable(
                list(world.runtime(), catalog).get(world.record().id().value()));
    }

    /** Makes a container that reads what the instance's container wrote, without a network, and can change nothing. */
    ContainerId createOneShot(World world, String catalog, String name) {
        InstanceRecord instance = world.record();
        ContainerSpec.Builder spec = ContainerSpec.builder(name, instance.spec().image())
                .label(ONE_SHOT, instance.id().value())
                .label(CATALOG, catalog)
                .environment(Map.of("HOME", world.layout().run()))
                .workingDirectory(world.layout().workspace())
                .user(instance.user())
                .network(false);
        mounts(instance, true).forEach(spec::mount);
        return world.runtime().create(spec.build());
    }

    /** Makes a container of root for a moment, with all that the instance's container can write to and no network. */
    ContainerId createRootShot(World world, String catalog, String name) {
        InstanceRecord instance = world.record();
        ContainerSpec.Builder spec = ContainerSpec.builder(name, instance.spec().image())
                .label(ONE_SHOT, instance.id().value())
                .label(CATALOG, catalog)
                .workingDirectory("/")
                .user("0:0")
                .network(false)
                .mount(Mount.bind(data.logsOf(instance.id()), world.layout().logs()))
                .mount(Mount.volume(InstanceNames.homeVolume(instance.id()), instance.home()));
        mounts(instance, false).forEach(spec::mount);
        return world.runtime().create(spec.build());
    }

    /** Makes a container of root for a moment, which sees one place of the host's and no network. */
    ContainerId createReclaimingShot(World world, String catalog, String name, Path place) {
        InstanceRecord instance = world.record();
        return world.runtime()
                .create(ContainerSpec.builder(name, instance.spec().image())
                        .label(ONE_SHOT, instance.id().value())
                        .label(CATALOG, catalog)
                        .workingDirectory("/")
                        .user("0:0")
                        .network(false)
                        .mount(Mount.bind(place, RECLAIMED))
                        .build());
    }

    private List<Mount> mounts(InstanceRecord instance, boolean readOnly) {
        Path git = data.privateGitOf(instance.id());
        String workspace = Layout.CONTAINER.workspace();
        return List.of(
                readOnly
                        ? Mount.readOnlyBind(instance.worktree(), workspace)
                        : Mount.bind(instance.worktree(), workspace),
                Mount.readOnlyBind(data.pointerOf(instance.id()), workspace + "/.git"),
                readOnly ? Mount.readOnlyBind(git, GIT) : Mount.bind(git, GIT),
                Mount.readOnlyBind(instance.repository().resolve("objects"), "/headjack/objects"),
                Mount.tmpfs(Layout.CONTAINER.run(), "1777"));
    }

    /** Refuses a mount that would lead around the boundary. */
    static void checkMounts(WorkspaceSpec spec, RuntimeInfo engine, List<Path> places) {
        List<Path> forbidden = new ArrayList<>(places);
        engine.socket().ifPresent(forbidden::add);
        Map<String, String> mounts = new LinkedHashMap<>(spec.mounts());
        mounts.forEach((target, source) -> {
            if (!Files.isDirectory(Path.of(source)) && !Files.isRegularFile(Path.of(source))) {
                throw new InvalidRequestException("the mount of " + source + " at " + target
                        + " is refused, as it is neither a file nor a directory: who reaches a socket or a device can do"
                        + " more than read it; mount something else");
            }
            for (Path place : forbidden) {
                if (Path.of(source).startsWith(place) || place.startsWith(Path.of(source))) {
                    throw new InvalidRequestException("the mount of " + source + " at " + target
                            + " is refused, as it lies in or above " + place
                            + ", which an instance must not see from another side; mount something else");
                }
            }
        });
    }
}
