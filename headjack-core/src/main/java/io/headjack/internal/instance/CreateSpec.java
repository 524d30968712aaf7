package io.headjack.internal.instance;

import io.headjack.Network;
import io.headjack.internal.catalog.ImageOrigin;
import io.headjack.internal.catalog.WorkspaceSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
        return with(next -> next.fetch = Optional.of(remote));
    }

    public CreateSpec from(String ref) {
        return with(next -> next.from = Optional.of(ref));
    }

    public CreateSpec withSubmodules() {
        return with(next -> next.submodules = true);
    }

    public CreateSpec image(ImageChoice choice) {
        return with(next -> next.image = choice);
    }

    public CreateSpec environment(String name, String value) {
        return with(next -> next.environment = plus(environment, name, value));
    }

    public CreateSpec mount(String target, String source) {
        return with(next -> next.mounts = plus(mounts, target, source));
    }

    public CreateSpec memory(long bytes) {
        return with(next -> next.memoryBytes = bytes);
    }

    public CreateSpec cpus(double count) {
        return with(next -> next.cpus = count);
    }

    public CreateSpec network(Network reached) {
        return with(next -> next.network = Optional.of(reached));
    }

    public CreateSpec flag(String name, List<String> values) {
        return with(next -> next.flags = plus(flags, name, List.copyOf(values)));
    }

    public CreateSpec usualFlags(Map<String, List<String>> all) {
        return with(next -> next.usualFlags = Map.copyOf(all));
    }

    private CreateSpec with(Consumer<Next> change) {
        Next next = new Next(this);
        change.accept(next);
        return next.spec();
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

    /** The one that a setter returns, while it is made from the one before. */
    private static final class Next {
        private Optional<String> fetch;
        private Optional<String> from;
        private boolean submodules;
        private ImageChoice image;
        private Map<String, String> environment;
        private Map<String, String> mounts;
        private long memoryBytes;
        private double cpus;
        private Optional<Network> network;
        private Map<String, List<String>> flags;
        private Map<String, List<String>> usualFlags;

        Next(CreateSpec before) {
            fetch = before.fetch;
            from = before.from;
            submodules = before.submodules;
            image = before.image;
            environment = before.environment;
            mounts = before.mounts;
            memoryBytes = before.memoryBytes;
            cpus = before.cpus;
            network = before.network;
            flags = before.flags;
            usualFlags = before.usualFlags;
        }

        CreateSpec spec() {
            return new CreateSpec(
                    fetch, from, submodules, image, environment, mounts, memoryBytes, cpus, network, flags, usualFlags);
        }
    }
}
