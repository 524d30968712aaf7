package io.headjack.engine;

import com.github.dockerjava.api.model.Info;
import io.headjack.spi.ContainerReach.Limit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an engine says about itself, as far as anything follows from it.
 *
 * @param id what tells it from another one behind the same socket
 * @param version its version
 * @param rootless whether it runs as an ordinary user
 * @param selinux whether SELinux keeps its containers apart
 * @param limits whether it can limit what a container uses
 * @param ignored the limits that it has on record only
 */
record EngineIdentity(
        String id, String version, boolean rootless, boolean selinux, boolean limits, Set<Limit> ignored) {
    static EngineIdentity of(Info info, EngineTraits traits) {
        List<String> options = info.getSecurityOptions() == null ? List.of() : info.getSecurityOptions();
        // Podman says it in a member of its own.
        boolean rootless = has(options, "rootless")
                || Boolean.TRUE.equals(info.getRawValues().get("Rootless"));
        boolean limits = !(rootless && isFirstVersion(info.getCGroupVersion()));
        return new EngineIdentity(
                traits.lastingId() ? String.valueOf(info.getId()) : info.getName() + ":" + info.getDockerRootDir(),
                String.valueOf(info.getServerVersion()),
                rootless,
                has(options, "selinux"),
                limits,
                limits ? ignored(info) : EnumSet.allOf(Limit.class));
    }

    private static Set<Limit> ignored(Info info) {
        Set<Limit> ignored = EnumSet.noneOf(Limit.class);
        add(ignored, Limit.MEMORY, info.getMemoryLimit());
        add(ignored, Limit.CPUS, info.getCpuCfsQuota());
        add(ignored, Limit.PIDS, info.getRawValues().get("PidsLimit"));
        return ignored;
    }

    /** An engine that is too old to say so has it. */
    private static void add(Set<Limit> ignored, Limit limit, @Nullable Object has) {
        if (Boolean.FALSE.equals(has)) {
            ignored.add(limit);
        }
    }

    private static boolean has(List<String> options, String name) {
        return options.stream()
                .anyMatch(option -> option.equals(name)
                        || option.equals("name=" + name)
                        || option.startsWith("name=" + name + ","));
    }

    /** Only control groups of the second version can be handed to an ordinary user. */
    private static boolean isFirstVersion(@Nullable String version) {
        return "1".equals(version);
    }
}
