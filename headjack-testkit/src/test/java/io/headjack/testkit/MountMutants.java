package io.headjack.testkit;

import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What can go wrong with mounts and volumes. */
final class MountMutants {
    private MountMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.ofSpec(
                        "mounts are lost",
                        spec -> Specs.mounts(spec, mounts -> List.of()),
                        "bind_directory_isSharedBothWays",
                        "tmpfs_restart_isEmpty",
                        "volume_containerRemoved_keepsItsFiles"),
                Mutant.ofSpec(
                        "read-only is ignored",
                        spec -> Specs.mounts(
                                spec,
                                mounts -> mounts.stream()
                                        .map(MountMutants::writable)
                                        .toList()),
                        "bind_readOnly_isReadAndNotWritten",
                        "bind_fileOverDirectoryMount_hidesWhatIsBelow"),
                Mutant.of("missing source is made", MissingSourceIsMade::new, "bind_missingSource_isRefusedAndNotMade"),
                Mutant.of("missing volume is made", MissingVolumeIsMade::new, "volume_missing_isNotFoundAndNotMade"),
                Mutant.of("existing volume is refused", VolumeRefused::new, "createVolume_existing_isLeftAsItIs"),
                Mutant.of(
                        "volumes' labels are ignored", VolumeLabelsIgnored::new, "listVolumes_otherLabel_isNotListed"),
                Mutant.of(
                        "remove of a volume complains",
                        RemoveVolumeComplains::new,
                        "removeVolume_existingThenAbsent_isGoneWithoutError"));
    }

    private static Mount writable(Mount mount) {
        return new Mount(mount.kind(), mount.source(), mount.target(), false);
    }

    private static final class MissingSourceIsMade extends ForwardingRuntime {
        MissingSourceIsMade(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            for (Mount mount : spec.mounts()) {
                try {
                    Files.createDirectories(Path.of(mount.source()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return real.create(spec);
        }
    }

    private static final class MissingVolumeIsMade extends ForwardingRuntime {
        MissingVolumeIsMade(ContainerRuntime real) {
            super(real);
        }

        @Override
        public ContainerId create(ContainerSpec spec) {
            spec.mounts().forEach(mount -> real.createVolume(mount.source(), Map.of()));
            return real.create(spec);
        }
    }

    private static final class VolumeRefused extends ForwardingRuntime {
        VolumeRefused(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void createVolume(String name, Map<String, String> labels) {
            if (real.listVolumes(Map.of()).contains(name)) {
                throw new ConflictException("volume exists: " + name);
            }
            real.createVolume(name, labels);
        }
    }

    private static final class VolumeLabelsIgnored extends ForwardingRuntime {
        VolumeLabelsIgnored(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<String> listVolumes(Map<String, String> labels) {
            return real.listVolumes(Map.of());
        }
    }

    private static final class RemoveVolumeComplains extends ForwardingRuntime {
        RemoveVolumeComplains(ContainerRuntime real) {
            super(real);
        }

        @Override
        public void removeVolume(String name) {
            if (!real.listVolumes(Map.of()).contains(name)) {
                throw new NotFoundException("no volume " + name);
            }
            real.removeVolume(name);
        }
    }
}
