package io.headjack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an instance could reach at one moment, as its engine said and not as it was asked for. Immutable.
 *
 * @param isolated whether anything stands between its programs and the host; if not, they reach what the host's user does
 * @param engine the engine that isolates it, for a person
 * @param engineReachable whether it can give the engine orders, with which it would own the host
 * @param user whom its programs run as, or empty for the image's own
 * @param files what it sees of the host and the engine beyond its image
 * @param network the engine's word for its network: {@code none}, {@code host}, or the name of one
 * @param ports ports of the host that lead into it
 * @param devices devices of the host that it can use, by their paths there
 * @param capabilities what root in it may do, as the kernel names it, without {@code CAP_}
 * @param newPrivileges whether its programs can gain rights that they were not started with
 * @param hostNamespaces what it shares with the host that a container has of its own, such as {@code pid}
 * @param git which git it works with
 * @param secrets where secrets may lie that its programs can read, for a person
 * @param limits what it may use at most
 * @param asOf when all this was so
 */
public record Posture(
        boolean isolated,
        String engine,
        boolean engineReachable,
        String user,
        List<File> files,
        String network,
        List<String> ports,
        List<String> devices,
        Set<String> capabilities,
        boolean newPrivileges,
        List<String> hostNamespaces,
        Git git,
        List<String> secrets,
        List<Limit> limits,
        Instant asOf) {
    /** Which git an instance works with. */
    public enum Git {
        /** One of its own, with the host's objects to read. */
        PRIVATE,
        /** The host's own: what it writes there can run on the host. */
        HOST
    }

    /**
     * Files that it sees.
     *
     * @param path where it sees them
     * @param source a path of the host, {@code volume} with a name, or {@code memory}
     * @param writable whether it can change them
     */
    public record File(String path, String source, boolean writable) {}

    /**
     * A limit.
     *
     * @param name {@code memory} in bytes, {@code processors}, or {@code processes}, which are threads too
     * @param most the most that it may use; 0 if there is no limit
     * @param enforced whether the engine keeps it to that; some engines of ordinary users do not
     */
    public record Limit(String name, double most, boolean enforced) {}

    /**
     * Copies the collections.
     *
     * @param isolated whether anything stands between its programs and the host
     * @param engine the engine that isolates it, for a person
     * @param engineReachable whether it can give the engine orders
     * @param user whom its programs run as, or empty for the image's own
     * @param files what it sees of the host and the engine beyond its image
     * @param network the engine's word for its network
     * @param ports ports of the host that lead into it
     * @param devices devices of the host that it can use
     * @param capabilities what root in it may do
     * @param newPrivileges whether its programs can gain rights
     * @param hostNamespaces what it shares with the host
     * @param git which git it works with
     * @param secrets where secrets may lie
     * @param limits what it may use at most
     * @param asOf when all this was so
     */
    public Posture {
        files = List.copyOf(files);
        ports = List.copyOf(ports);
        devices = List.copyOf(devices);
        capabilities = Set.copyOf(capabilities);
        hostNamespaces = List.copyOf(hostNamespaces);
        secrets = List.copyOf(secrets);
        limits = List.copyOf(limits);
    }

    /**
     * Says it for a person.
     *
     * @return lines such as {@code network: none}
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("isolation: " + (isolated ? engine : "none; it reaches all that the host's user does"));
        if (isolated) {
            lines.add("user: " + (user.isEmpty() ? "the image's own" : user));
            files.forEach(each -> lines.add("files: " + each.path()
                    + (each.writable() ? " can be changed" : " read only") + " (" + each.source() + ")"));
            lines.add("network: " + network + (ports.isEmpty() ? "" : "; ports " + String.join(", ", ports)));
            lines.add("devices: " + words(devices));
            lines.add("capabilities: " + words(capabilities.stream().sorted().toList())
                    + (newPrivileges ? "; programs can gain privileges" : "; programs cannot gain privileges"));
            lines.add("of the host's namespaces: " + words(hostNamespaces));
            lines.add("engine: " + (engineReachable ? "can be given orders, and with it the host" : "out of reach"));
            lines.add("limits: " + limits.stream().map(Posture::words).collect(Collectors.joining(", ")));
        }
        lines.add("git: " + (git == Git.PRIVATE ? "its own; the host's objects can be read" : "the host's"));
        secrets.forEach(each -> lines.add("secrets: " + each));
        return lines;
    }

    private static String words(List<String> all) {
        return all.isEmpty() ? "none" : String.join(", ", all);
    }

    private static String words(Limit limit) {
        String most = limit.most() == Math.rint(limit.most())
                ? Long.toString((long) limit.most())
                : String.format(Locale.ROOT, "%.2f", limit.most());
        return limit.name() + " "
                + (limit.most() == 0
                        ? "without limit"
                        : most + (limit.enforced() ? "" : " (not enforced by this engine)"));
    }
}
