package io.headjack.engine;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.TmpfsOptions;
import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import java.util.List;

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

    private final ContainerSpec spec;

    ContainerCreation(ContainerSpec spec) {
        if (spec.command().isEmpty()) {
            throw new InvalidRequestException(
                    "Container " + spec.name() + " has no command. Name the program that keeps it running.");
        }
        this.spec = spec;
    }

    /** Makes the engine's request; nothing is sent but a look for each volume, as an engine would make a missing one. */
    CreateContainerCmd request(DockerClient docker) {
        HostConfig host = HostConfig.newHostConfig()
                .withInit(true)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withCapDrop(Capability.ALL)
                .withCapAdd(CAPABILITIES)
                .withPidsLimit(PIDS_LIMIT)
                .withMounts(spec.mounts().stream().map(ContainerCreation::mount).toList());
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
                .withLabels(spec.labels())
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
