package io.headjack.internal.instance;

import io.headjack.Network;
import io.headjack.internal.catalog.ImageOrigin;
import io.headjack.internal.catalog.WorkspaceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is asked to be, beyond its branch.
 *
 * @param fetch the remote to fetch from before
 * @param from where the branch starts if it has to be made
 * @param submodules whether the content of submodules is to be there
 * @param image which image
 * @param environment variables of every program
 * @param mounts host paths by target
 * @param memoryBytes the limit, or 0
 * @param cpus the limit, or 0
 * @param network what it reaches, if that was said
 * @param flags extra settings of the runtime
 * @param usualFlags those that it has where nothing else is said
 */
public record CreateSpec(
        Optional<String> fetch,
        Optional<String> from,
        boolean submodules,
        ImageChoice image,
        Map<String, String> environment,
        Map<String, String> mounts,
        long memoryBytes,
        double cpus,
        Optional<Network> network,
        Map<String, List<String>> flags,
        Map<String, List<String>> usualFlags) {
    public static final CreateSpec DEFAULT = new CreateSpec(
            Optional.empty(),
            Optional.empty(),
            false,
            ImageChoice.DEFAULT,
            Map.of(),
            Map.of(),
            0,
            0,
            Optional.empty(),
            Map.of(),
            Map.of());

    public CreateSpec fetch(String remote) {
        return new CreateSpec(
                Optional.of(remote),
                from,
                submodules,
                image,
                environment,
                mounts,
                memoryBytes,
                cpus,
                network,
                flags,
                usualFlags);
    }

    public CreateSpec from(String ref) {
        return new CreateSpec(
                fetch,
                Optional.of(ref),
                submodules,
                image,
                environment,
                mounts,
                memoryBytes,
                cpus,
                network,
                flags,
                usualFlags);
    }

    public CreateSpec withSubmodules() {
        return new CreateSpec(
                fetch, from, true, image, environment, mounts, memoryBytes, cpus, network, flags, usualFlags);
    }

    public CreateSpec image(ImageChoice choice) {
        return new CreateSpec(
                fetch, from, submodules, choice, environment, mounts, memoryBytes, cpus, network, flags, usualFlags);
    }

    public CreateSpec environment(String name, String value) {
        return new CreateSpec(
                fetch,
                from,
                submodules,
                image,
                plus(environment, name, value),
                mounts,
                memoryBytes,
                cpus,
                network,
                flags,
                usualFlags);
    }

    public CreateSpec mount(String target, String source) {
        return new CreateSpec(
                fetch,
                from,
                submodules,
                image,
                environment,
                plus(mounts, target, source),
                memoryBytes,
                cpus,
                network,
                flags,
                usualFlags);
    }

    public CreateSpec memory(long bytes) {
        return new CreateSpec(
                fetch, from, submodules, image, environment, mounts, bytes, cpus, network, flags, usualFlags);
    }

    public CreateSpec cpus(double count) {
        return new CreateSpec(
                fetch, from, submodules, image, environment, mounts, memoryBytes, count, network, flags, usualFlags);
    }

    public CreateSpec network(Network reached) {
        return new CreateSpec(
                fetch,
                from,
                submodules,
                image,
                environment,
                mounts,
                memoryBytes,
                cpus,
                Optional.of(reached),
                flags,
                usualFlags);
    }

    public CreateSpec flag(String name, List<String> values) {
        return new CreateSpec(
                fetch,
                from,
                submodules,
                image,
                environment,
                mounts,
                memoryBytes,
                cpus,
                network,
                plus(flags, name, List.copyOf(values)),
                usualFlags);
    }

    public CreateSpec usualFlags(Map<String, List<String>> all) {
        return new CreateSpec(
                fetch,
                from,
                submodules,
                image,
                environment,
                mounts,
                memoryBytes,
                cpus,
                network,
                flags,
                Map.copyOf(all));
    }

    /** What a new instance is made by, from this image. */
    WorkspaceSpec on(String reference, ImageOrigin origin) {
        return over(new WorkspaceSpec(reference, origin, Map.of(), Map.of(), 0, 0, true, usualFlags));
    }

    /** What an instance becomes: what is said here, and as before what is not. The image stays. */
    WorkspaceSpec over(WorkspaceSpec before) {
        return new WorkspaceSpec(
                before.image(),
                before.origin(),
                plus(before.environment(), environment),
                plus(before.mounts(), mounts),
                memoryBytes > 0 ? memoryBytes : before.memoryBytes(),
                cpus > 0 ? cpus : before.cpus(),
                network.map(Network.DEFAULT::equals).orElse(before.network()),
                plus(before.flags(), flags));
    }

    /** Names, for a person, what is said here and was otherwise before. */
    List<String> changes(WorkspaceSpec before) {
        WorkspaceSpec after = over(before);
        List<String> changes = new ArrayList<>();
        add(changes, "image", asksForOtherImage(before));
        add(changes, "environment", !after.environment().equals(before.environment()));
        add(changes, "mounts", !after.mounts().equals(before.mounts()));
        add(changes, "memory", after.memoryBytes() != before.memoryBytes());
        add(changes, "processors", Double.compare(after.cpus(), before.cpus()) != 0);
        add(changes, "network", after.network() != before.network());
        add(changes, "flags", !after.flags().equals(before.flags()));
        return changes;
    }

    boolean asksForOtherImage(WorkspaceSpec before) {
        ImageOrigin origin = before.origin();
        return image.dockerfile().isPresent()
                ? !image.dockerfile().equals(origin.dockerfile())
                : image.image()
                        .filter(asked -> origin.dockerfile().isPresent()
                                || !(asked.equals(origin.reference()) || asked.equals(before.image())))
                        .isPresent();
    }

    private static void add(List<String> changes, String name, boolean changed) {
        if (changed) {
            changes.add(name);
        }
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        return plus(map, Map.of(key, value));
    }

    private static <V> Map<String, V> plus(Map<String, V> map, Map<String, V> more) {
        Map<String, V> all = new LinkedHashMap<>(map);
        all.putAll(more);
        return all;
    }
}
