package io.headjack.internal.instance;

import io.headjack.Network;
import io.headjack.internal.catalog.WorkspaceSpec;
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
 * @param network what it reaches
 * @param flags extra settings of the runtime
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
        Network network,
        Map<String, List<String>> flags) {
    public static final CreateSpec DEFAULT = new CreateSpec(
            Optional.empty(),
            Optional.empty(),
            false,
            ImageChoice.DEFAULT,
            Map.of(),
            Map.of(),
            0,
            0,
            Network.DEFAULT,
            Map.of());

    public CreateSpec fetch(String remote) {
        return new CreateSpec(
                Optional.of(remote), from, submodules, image, environment, mounts, memoryBytes, cpus, network, flags);
    }

    public CreateSpec from(String ref) {
        return new CreateSpec(
                fetch, Optional.of(ref), submodules, image, environment, mounts, memoryBytes, cpus, network, flags);
    }

    public CreateSpec withSubmodules() {
        return new CreateSpec(fetch, from, true, image, environment, mounts, memoryBytes, cpus, network, flags);
    }

    public CreateSpec image(ImageChoice choice) {
        return new CreateSpec(fetch, from, submodules, choice, environment, mounts, memoryBytes, cpus, network, flags);
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
                flags);
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
                flags);
    }

    public CreateSpec memory(long bytes) {
        return new CreateSpec(fetch, from, submodules, image, environment, mounts, bytes, cpus, network, flags);
    }

    public CreateSpec cpus(double count) {
        return new CreateSpec(fetch, from, submodules, image, environment, mounts, memoryBytes, count, network, flags);
    }

    public CreateSpec network(Network reached) {
        return new CreateSpec(fetch, from, submodules, image, environment, mounts, memoryBytes, cpus, reached, flags);
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
                plus(flags, name, List.copyOf(values)));
    }

    public CreateSpec flags(Map<String, List<String>> all) {
        return new CreateSpec(
                fetch, from, submodules, image, environment, mounts, memoryBytes, cpus, network, Map.copyOf(all));
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
        Map<String, V> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }

    WorkspaceSpec on(String reference) {
        return new WorkspaceSpec(reference, environment, mounts, memoryBytes, cpus, network == Network.DEFAULT, flags);
    }
}
