package io.headjack.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.TmpfsOptions;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Says a {@link ContainerSpec} in the engine's words. What is not asked for is closed. */
final class ContainerCreation {
    private static final Capability[] CAPABILITIES = {
        Capability.CHOWN,
        Capability.DAC_OVERRIDE,
        Capability.FOWNER,
        Capability.FSETID,
        Capability.KILL,
        Capability.SETGID,
        Capability.SETUID
    };
    private static final long PIDS_LIMIT = 4096;
    private static final double NANO = 1e9;
    private static final int OCTAL = 8;

    /** Keeps the image's name as it was asked for, where the engine has a longer one. */
    static final String IMAGE = "io.headjack.engine.image";

    private final ContainerSpec spec;
    private final EngineSettings settings;

    ContainerCreation(ContainerSpec spec, EngineSettings settings) {
        if (spec.command().isEmpty()) {
            throw new InvalidRequestException(
                    "Container " + spec.name() + " has no command. Name the program that keeps it running.");
        }
        this.spec = spec;
        this.settings = settings;
        if (!settings.traits().refusesMissingSources()) {
            spec.mounts().forEach(this::requireSource);
        }
    }

    /** Makes the engine's request; nothing is sent but a look for each volume, as an engine would make a missing one. */
    CreateContainerCmd request(DockerClient docker, Engine engine) throws IOException, InterruptedException {
        HostConfig host = HostConfig.newHostConfig()
                .withInit(true)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withCapDrop(Capability.ALL)
                .withCapAdd(CAPABILITIES)
                .withPidsLimit(PIDS_LIMIT);
        EngineTraits traits = settings.traits();
        boolean labels = false;
        if (traits.dependOnTheEngine()) {
            EngineIdentity identity = engine.identity();
            requireLimits(identity);
            if (identity.rootless()) {
                traits.rootlessUsers().ifPresent(host::withUsernsMode);
            }
            labels = identity.selinux();
        }
        mounts(host, labels);
        if (!spec.network()) {
            host.withNetworkMode("none");
        }
        if (spec.memoryBytes() > 0) {
            // The same number for both: no swap on top, which the engine would give in the same amount.
            host.withMemory(spec.memoryBytes()).withMemorySwap(spec.memoryBytes());
        }
        if (spec.cpus() > 0) {
            host.withNanoCPUs(Math.round(spec.cpus() * NANO));
        }
        CreateContainerCmd create = docker.createContainerCmd(spec.image())
                .withName(spec.name())
                .withEntrypoint(spec.command())
                .withLabels(labels())
                .withEnv(ExecStarter.environment(spec.environment()))
                .withStopSignal("SIGTERM");
        String directory = spec.workingDirectory();
        if (directory != null) {
            create.withWorkingDir(directory);
        }
        String user = spec.user();
        if (user != null) {
            create.withUser(user);
        }
        EngineFlag.apply(spec.flags(), create, host);
        return create.withHostConfig(host);
    }

    private Map<String, String> labels() {
        if (settings.traits().shortImageNames()) {
            return spec.labels();
        }
        Map<String, String> labels = new HashMap<>(spec.labels());
        labels.put(IMAGE, spec.image());
        return labels;
    }

    private void requireSource(Mount mount) {
        if (mount.kind() == Mount.Kind.BIND && !Files.exists(Path.of(mount.source()))) {
            throw new InvalidRequestException("Container " + spec.name() + " mounts " + mount.source() + " at "
                    + mount.target() + ", and the source path does not exist. Create it before.");
        }
    }

    private void requireLimits(EngineIdentity identity) {
        if (!identity.limits() && (spec.memoryBytes() > 0 || spec.cpus() > 0)) {
            throw new UnsupportedException(settings.name() + " without root cannot limit memory or processors on this"
                    + " host, as its control groups are of version 1. Ask for no limit, start the host with version 2"
                    + " of them, or use an engine of root.");
        }
    }

    /** The engine's mounts know no labels of SELinux; its older form of a mount does, for a source that holds no colon. */
    private void mounts(HostConfig host, boolean labels) {
        Predicate<Mount> labelled = mount -> labels
                && mount.kind() == Mount.Kind.BIND
                && mount.source().indexOf(':') < 0
                && settings.traits()
                        .labelled()
                        .filter(own -> Path.of(mount.source()).startsWith(own))
                        .isPresent();
        host.withMounts(spec.mounts().stream()
                .filter(labelled.negate())
                .map(ContainerCreation::mount)
                .toList());
        List<Bind> binds = spec.mounts().stream()
                .filter(labelled)
                .map(mount ->
                        Bind.parse(mount.source() + ":" + mount.target() + (mount.readOnly() ? ":ro,z" : ":rw,z")))
                .toList();
        if (!binds.isEmpty()) {
            host.withBinds(binds);
        }
    }

    void requireVolumes(DockerClient docker) {
        for (Mount mount : spec.mounts()) {
            if (mount.kind() == Mount.Kind.VOLUME) {
                try {
                    docker.inspectVolumeCmd(mount.source()).exec();
                } catch (NotFoundException e) {
                    throw new io.headjack.error.NotFoundException(
                            "Container " + spec.name() + " mounts the volume " + mount.source() + " at "
                                    + mount.target() + ", and the engine has none of this name. Create it before.",
                            e);
                }
            }
        }
    }

    private static com.github.dockerjava.api.model.Mount mount(Mount mount) {
        com.github.dockerjava.api.model.Mount engines = new com.github.dockerjava.api.model.Mount()
                .withTarget(mount.target())
                .withReadOnly(mount.readOnly());
        return switch (mount.kind()) {
            case BIND -> engines.withType(MountType.BIND).withSource(mount.source());
            case VOLUME -> engines.withType(MountType.VOLUME).withSource(mount.source());
            case TMPFS -> engines.withType(MountType.TMPFS).withTmpfsOptions(new TmpfsOptions().withMode(mode(mount)));
        };
    }

    private static int mode(Mount mount) {
        if (!mount.source().matches("[0-7]{3,4}")) {
            throw new InvalidRequestException("The tmpfs at " + mount.target() + " cannot have the mode '"
                    + EngineErrors.printable(mount.source()) + "': it takes three or four octal digits, such as 1777.");
        }
        return Integer.parseInt(mount.source(), OCTAL);
    }
}
