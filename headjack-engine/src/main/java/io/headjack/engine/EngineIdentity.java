package io.headjack.engine;

import com.github.dockerjava.api.model.Info;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine says about itself, as far as anything follows from it.
 *
 * @param id what tells it from another one behind the same socket
 * @param version its version
 * @param rootless whether it runs as an ordinary user
 * @param selinux whether SELinux keeps its containers apart
 * @param limits whether it can limit what a container uses
 */
record EngineIdentity(String id, String version, boolean rootless, boolean selinux, boolean limits) {
    static EngineIdentity of(Info info, EngineTraits traits) {
        List<String> options = info.getSecurityOptions() == null ? List.of() : info.getSecurityOptions();
        // Podman says it in a member of its own.
        boolean rootless = has(options, "rootless")
                || Boolean.TRUE.equals(info.getRawValues().get("Rootless"));
        return new EngineIdentity(
                traits.lastingId() ? String.valueOf(info.getId()) : info.getName() + ":" + info.getDockerRootDir(),
                String.valueOf(info.getServerVersion()),
                rootless,
                has(options, "selinux"),
                !(rootless && isFirstVersion(info.getCGroupVersion())));
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
