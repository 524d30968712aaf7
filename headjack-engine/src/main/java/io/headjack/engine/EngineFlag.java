package io.headjack.engine;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ulimit;
import io.headjack.error.InvalidRequestException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The extra settings of a container. What is not here is refused, above all what would open the host: {@code privileged},
 * the namespaces of the host, security options. docs/runtime-flags.md is this table for a person.
 */
enum EngineFlag {
    ADD_HOST(
            "add-host",
            "name:address",
            "A line for /etc/hosts; the address may be host-gateway.",
            true,
            "[A-Za-z0-9._-]+:(host-gateway|[0-9A-Fa-f:.]+)") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withExtraHosts(whole(values).toArray(String[]::new));
        }
    },
    CAP_ADD(
            "cap-add",
            "capability",
            "One of AUDIT_WRITE, IPC_LOCK, MKNOD, NET_ADMIN, NET_BIND_SERVICE, NET_RAW, SETFCAP, SYS_CHROOT, SYS_NICE, SYS_PTRACE."
                    + " Those that open the host are refused.",
            true,
            "AUDIT_WRITE|IPC_LOCK|MKNOD|NET_ADMIN|NET_BIND_SERVICE|NET_RAW|SETFCAP|SYS_CHROOT|SYS_NICE|SYS_PTRACE") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            Stream<Capability> already = Arrays.stream(host.getCapAdd() == null ? new Capability[0] : host.getCapAdd());
            host.withCapAdd(Stream.concat(already, whole(values).stream().map(Capability::valueOf))
                    .distinct()
                    .toArray(Capability[]::new));
        }
    },
    CPUSET_CPUS(
            "cpuset-cpus", "list", "The processors it may use, such as 0-3,6.", false, "\\d+(-\\d+)?(,\\d+(-\\d+)?)*") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withCpusetCpus(values.get(0).group());
        }
    },
    DEVICE(
            "device",
            "path",
            "A device of the host at the same path inside: /dev/fuse, /dev/kvm, /dev/net/tun, or below /dev/dri, /dev/snd."
                    + " Others, disks above all, are refused.",
            true,
            "/dev/(fuse|kvm|net/tun|(dri|snd)/[A-Za-z0-9_-]+)") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withDevices(whole(values).stream()
                    .map(path -> new Device("rw", path, path))
                    .toList());
        }
    },
    DNS("dns", "address", "A name server in place of the engine's.", true, "[0-9A-Fa-f:.]+") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withDns(whole(values));
        }
    },
    DNS_SEARCH("dns-search", "domain", "A domain that short names are looked up in.", true, "[A-Za-z0-9._-]+") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withDnsSearch(whole(values));
        }
    },
    GPUS(
            "gpus",
            "all or a number",
            "Graphics processors, where the engine has a runtime for them.",
            false,
            "all|[1-9]\\d?") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            String count = values.get(0).group();
            host.withDeviceRequests(List.of(new DeviceRequest()
                    .withCount("all".equals(count) ? -1 : Integer.parseInt(count))
                    .withCapabilities(List.of(List.of("gpu")))));
        }
    },
    GROUP_ADD(
            "group-add",
            "group",
            "A further group of its programs, by name or number.",
            true,
            "[A-Za-z0-9_][A-Za-z0-9_-]*") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withGroupAdd(whole(values));
        }
    },
    HOSTNAME("hostname", "name", "Its own host name.", false, "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            create.withHostName(values.get(0).group());
        }
    },
    PIDS_LIMIT(
            "pids-limit",
            "number",
            "The most processes and threads, 16 to 1000000, in place of 4096.",
            false,
            "\\d{2,6}|1000000") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            long limit = Long.parseLong(values.get(0).group());
            if (limit < 16) {
                throw malformed(values.get(0).group());
            }
            host.withPidsLimit(limit);
        }
    },
    PUBLISH(
            "publish",
            "[address:]port:port[/udp]",
            "A port of the host, 0 for a free one, that leads to one inside; on 127.0.0.1 unless an address is given.",
            true,
            "(?:(\\d{1,3}(?:\\.\\d{1,3}){3}):)?(\\d{1,5}):(\\d{1,5})(/udp|/tcp)?") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            List<PortBinding> bindings = values.stream().map(this::binding).toList();
            create.withExposedPorts(
                    bindings.stream().map(PortBinding::getExposedPort).toList());
            host.withPortBindings(bindings);
        }

        private PortBinding binding(Matcher value) {
            String address = value.group(1) == null ? "127.0.0.1" : value.group(1);
            String protocol = value.group(4) == null ? "" : value.group(4);
            int outer = Integer.parseInt(value.group(2));
            int inner = Integer.parseInt(value.group(3));
            if (outer > 65535 || inner > 65535 || inner == 0) {
                throw malformed(value.group());
            }
            return PortBinding.parse(address + ":" + (outer == 0 ? "" : outer) + ":" + inner + protocol);
        }
    },
    RUNTIME(
            "runtime",
            "name",
            "The engine's runtime for it, such as runsc, where the engine knows it.",
            false,
            "[A-Za-z0-9._-]+") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withRuntime(values.get(0).group());
        }
    },
    SHM_SIZE("shm-size", "size", "The size of /dev/shm in bytes, or with k, m or g.", false, "(\\d{1,12})([kmg]?)") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            long unit = switch (values.get(0).group(2)) {
                case "k" -> 1L << 10;
                case "m" -> 1L << 20;
                case "g" -> 1L << 30;
                default -> 1L;
            };
            host.withShmSize(Long.parseLong(values.get(0).group(1)) * unit);
        }
    },
    SYSCTL(
            "sysctl",
            "name=value",
            "A kernel setting of its own network or message queues.",
            true,
            "((?:net|fs\\.mqueue)\\.[a-z0-9_.-]+)=([^\\p{Cntrl}]*)") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            Map<String, String> settings = new LinkedHashMap<>();
            values.forEach(value -> settings.put(value.group(1), value.group(2)));
            host.withSysctls(settings);
        }
    },
    ULIMIT(
            "ulimit",
            "name=soft[:hard]",
            "A limit of each process, such as nofile=1024:4096.",
            true,
            "([a-z]+)=(\\d{1,18})(?::(\\d{1,18}))?") {
        @Override
        void set(CreateContainerCmd create, HostConfig host, List<Matcher> values) {
            host.withUlimits(values.stream()
                    .map(value -> new Ulimit(
                            value.group(1),
                            Long.parseLong(value.group(2)),
                            Long.parseLong(value.group(value.group(3) == null ? 2 : 3))))
                    .toList());
        }
    };

    private final String flag;
    private final String form;
    private final String meaning;
    private final boolean repeatable;
    private final Pattern pattern;

    EngineFlag(String flag, String form, String meaning, boolean repeatable, String pattern) {
        this.flag = flag;
        this.form = form;
        this.meaning = meaning;
        this.repeatable = repeatable;
        this.pattern = Pattern.compile(pattern);
    }

    /** Sets what the flags say; the caller's own settings come before. */
    static void apply(Map<String, List<String>> flags, CreateContainerCmd create, HostConfig host) {
        flags.forEach((name, values) -> {
            EngineFlag flag = named(name);
            flag.set(create, host, flag.match(values));
        });
    }

    String flag() {
        return flag;
    }

    String form() {
        return form;
    }

    String meaning() {
        return meaning;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    abstract void set(CreateContainerCmd create, HostConfig host, List<Matcher> values);

    final InvalidRequestException malformed(String value) {
        return new InvalidRequestException("The flag " + flag + " cannot be '" + EngineErrors.printable(value)
                + "': it takes " + form + ". " + meaning + " " + known());
    }

    private static EngineFlag named(String name) {
        return Arrays.stream(values())
                .filter(each -> each.flag.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidRequestException(
                        "There is no flag '" + EngineErrors.printable(name) + "'. " + known()));
    }

    private static String known() {
        return "Known flags: " + Arrays.stream(values()).map(EngineFlag::flag).collect(Collectors.joining(", ")) + ".";
    }

    private List<Matcher> match(List<String> values) {
        if (values.isEmpty() || (values.size() > 1 && !repeatable)) {
            throw new InvalidRequestException("The flag " + flag + " takes " + (repeatable ? "at least " : "")
                    + "one value, " + form + ", was given " + values.size() + ". " + known());
        }
        return values.stream().map(this::match).toList();
    }

    private Matcher match(String value) {
        Matcher matcher = pattern.matcher(value);
        if (!matcher.matches()) {
            throw malformed(value);
        }
        return matcher;
    }

    private static List<String> whole(List<Matcher> values) {
        return values.stream().map(Matcher::group).toList();
    }
}
