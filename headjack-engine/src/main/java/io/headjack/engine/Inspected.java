package io.headjack.engine;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Ports;
import io.headjack.spi.ContainerReach;
import io.headjack.spi.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an engine says of a container, in words that are the same for all engines. */
final class Inspected {
    /** What a container has of which nothing is dropped. Podman names what it drops of these. */
    private static final List<String> USUAL = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "NET_RAW",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private static final String ALL = "ALL";
    private static final String HOST = "host";
    private static final double NANO = 1e9;

    private final InspectContainerResponse container;
    private final HostConfig host;
    private final EngineIdentity engine;

    Inspected(InspectContainerResponse container, EngineIdentity engine) {
        this.container = container;
        this.host = container.getHostConfig();
        this.engine = engine;
    }

    ContainerReach reach() {
        boolean privileged = Boolean.TRUE.equals(host.getPrivileged());
        return new ContainerReach(
                mounts(),
                network(),
                ports(),
                devices(),
                privileged ? Set.of(ALL) : capabilities(),
                privileged,
                orNone(host.getSecurityOpts()).stream().noneMatch(each -> each.startsWith("no-new-privileges")),
                hostNamespaces(),
                orZero(host.getMemory()),
                cpus(),
                Math.max(0, orZero(host.getPidsLimit())),
                engine.ignored());
    }

    private List<Mount> mounts() {
        Map<String, Mount> byTarget = new TreeMap<>();
        for (InspectContainerResponse.Mount each : orNone(container.getMounts())) {
            String target =
                    each.getDestination() == null ? "" : each.getDestination().getPath();
            if (target.startsWith("/")) {
                byTarget.put(target, mount(each, target));
            }
        }
        if (host.getTmpFs() != null) {
            host.getTmpFs().keySet().forEach(target -> byTarget.put(target, memory(target)));
        }
        return byTarget.values().stream().toList();
    }

    private static Mount mount(InspectContainerResponse.Mount each, String target) {
        boolean readOnly = Boolean.FALSE.equals(each.getRW());
        String name = each.getName();
        String source = each.getSource();
        if (name != null && !name.isEmpty()) {
            return new Mount(Mount.Kind.VOLUME, name, target, readOnly);
        }
        return source == null || source.isEmpty()
                ? memory(target)
                : new Mount(Mount.Kind.BIND, Path.of(source).normalize().toString(), target, readOnly);
    }

    /** What mode it has no engine tells. */
    private static Mount memory(String target) {
        return new Mount(Mount.Kind.TMPFS, "", target, false);
    }

    private String network() {
        String mode = host.getNetworkMode();
        return mode == null || mode.isEmpty() ? "default" : mode;
    }

    private List<String> ports() {
        List<String> ports = new ArrayList<>();
        Ports bindings = host.getPortBindings();
        if (bindings != null) {
            bindings.getBindings().forEach((inside, outside) -> {
                for (Ports.Binding each : outside == null ? new Ports.Binding[0] : outside) {
                    ports.add(each + " to " + inside);
                }
            });
        }
        return ports;
    }

    private List<String> devices() {
        List<String> devices = new ArrayList<>();
        for (Device each : host.getDevices() == null ? new Device[0] : host.getDevices()) {
            devices.add(String.valueOf(each.getPathOnHost()));
        }
        for (DeviceRequest each : orNone(host.getDeviceRequests())) {
            devices.add("devices with " + each.getCapabilities());
        }
        return devices;
    }

    private Set<String> capabilities() {
        Set<String> has = new TreeSet<>();
        Set<String> dropped = names(host.getCapDrop());
        if (!dropped.contains(ALL)) {
            has.addAll(USUAL);
            has.removeAll(dropped);
        }
        has.addAll(names(host.getCapAdd()));
        return has;
    }

    private static Set<String> names(Capability @Nullable [] all) {
        Set<String> names = new TreeSet<>();
        Stream.of(all == null ? new Capability[0] : all).map(Enum::name).forEach(names::add);
        return names;
    }

    private List<String> hostNamespaces() {
        Map<String, String> modes = new LinkedHashMap<>();
        modes.put("pid", String.valueOf(host.getPidMode()));
        modes.put("ipc", String.valueOf(host.getIpcMode()));
        modes.put("network", String.valueOf(host.getNetworkMode()));
        modes.put("user", String.valueOf(host.getUsernsMode()));
        return modes.entrySet().stream()
                .filter(each -> each.getValue().equals(HOST))
                .map(Map.Entry::getKey)
                .toList();
    }

    private double cpus() {
        long nano = orZero(host.getNanoCPUs());
        long quota = orZero(host.getCpuQuota());
        long period = orZero(host.getCpuPeriod());
        return nano > 0 ? nano / NANO : quota > 0 && period > 0 ? (double) quota / period : 0;
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static <T> Collection<T> orNone(@Nullable Collection<T> all) {
        return all == null ? List.of() : all;
    }
}
