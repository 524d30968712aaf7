package io.headjack.spi;

import java.util.List;
import java.util.Set;

/**
 * What a container can reach, as the engine has it and not as it was asked for.
 *
 * @param mounts what it sees of the host and the engine, without what every container has
 * @param network the engine's word for its network: {@code none}, {@code host}, or the name of one
 * @param ports ports of the host that lead into it, such as {@code 127.0.0.1:8080 to 80/tcp}
 * @param devices devices of the host, by their paths there
 * @param capabilities what root in it may do, as the kernel names it, without {@code CAP_}
 * @param privileged whether next to nothing is kept from it
 * @param newPrivileges whether its programs can gain rights that they were not started with
 * @param hostNamespaces what it shares with the host that a container has of its own, such as {@code pid}
 * @param memoryBytes the most memory it may use, or 0 for no limit
 * @param cpus the most processors it may use, or 0 for no limit
 * @param pids the most processes and threads it may have, or 0 for no limit
 * @param ignoredLimits which of these the engine has on record only
 */
public record ContainerReach(
        List<Mount> mounts,
        String network,
        List<String> ports,
        List<String> devices,
        Set<String> capabilities,
        boolean privileged,
        boolean newPrivileges,
        List<String> hostNamespaces,
        long memoryBytes,
        double cpus,
        long pids,
        Set<Limit> ignoredLimits) {
    /** Something that can be limited. */
    public enum Limit {
        /** Memory. */
        MEMORY,
        /** Processors. */
        CPUS,
        /** Processes and threads. */
        PIDS
    }

    /**
     * Copies the collections.
     *
     * @param mounts what it sees of the host and the engine, without what every container has
     * @param network the engine's word for its network: {@code none}, {@code host}, or the name of one
     * @param ports ports of the host that lead into it, such as {@code 127.0.0.1:8080 to 80/tcp}
     * @param devices devices of the host, by their paths there
     * @param capabilities what root in it may do, as the kernel names it, without {@code CAP_}
     * @param privileged whether next to nothing is kept from it
     * @param newPrivileges whether its programs can gain rights that they were not started with
     * @param hostNamespaces what it shares with the host that a container has of its own, such as {@code pid}
     * @param memoryBytes the most memory it may use, or 0 for no limit
     * @param cpus the most processors it may use, or 0 for no limit
     * @param pids the most processes and threads it may have, or 0 for no limit
     * @param ignoredLimits which of these the engine has on record only
     */
    public ContainerReach {
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        devices = List.copyOf(devices);
        capabilities = Set.copyOf(capabilities);
        hostNamespaces = List.copyOf(hostNamespaces);
        ignoredLimits = Set.copyOf(ignoredLimits);
    }
}
