package io.headjack.testkit;

import io.headjack.spi.ContainerSpec;
import io.headjack.spi.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Container specs with one part changed, for mutants. */
final class Specs {
    private Specs() {}

    static ContainerSpec name(ContainerSpec spec, String name) {
        return named(spec, name, spec.image(), spec.command());
    }

    static ContainerSpec image(ContainerSpec spec, String image) {
        return named(spec, spec.name(), image, spec.command());
    }

    static ContainerSpec command(ContainerSpec spec, List<String> command) {
        return named(spec, spec.name(), spec.image(), command);
    }

    static ContainerSpec withoutFlags(ContainerSpec spec) {
        return with(
                spec,
                spec.environment(),
                spec.mounts(),
                spec.workingDirectory(),
                spec.user(),
                spec.network(),
                spec.memoryBytes(),
                Map.of());
    }

    static ContainerSpec withoutEnvironment(ContainerSpec spec) {
        return with(
                spec,
                Map.of(),
                spec.mounts(),
                spec.workingDirectory(),
                spec.user(),
                spec.network(),
                spec.memoryBytes(),
                spec.flags());
    }

    static ContainerSpec withoutWorkingDirectory(ContainerSpec spec) {
        return with(
                spec,
                spec.environment(),
                spec.mounts(),
                null,
                spec.user(),
                spec.network(),
                spec.memoryBytes(),
                spec.flags());
    }

    static ContainerSpec withoutUser(ContainerSpec spec) {
        return with(
                spec,
                spec.environment(),
                spec.mounts(),
                spec.workingDirectory(),
                null,
                spec.network(),
                spec.memoryBytes(),
                spec.flags());
    }

    static ContainerSpec withNetwork(ContainerSpec spec) {
        return with(
                spec,
                spec.environment(),
                spec.mounts(),
                spec.workingDirectory(),
                spec.user(),
                true,
                spec.memoryBytes(),
                spec.flags());
    }

    static ContainerSpec withoutMemoryLimit(ContainerSpec spec) {
        return with(
                spec,
                spec.environment(),
                spec.mounts(),
                spec.workingDirectory(),
                spec.user(),
                spec.network(),
                0,
                spec.flags());
    }

    static ContainerSpec mounts(ContainerSpec spec, UnaryOperator<List<Mount>> change) {
        return with(
                spec,
                spec.environment(),
                change.apply(new ArrayList<>(spec.mounts())),
                spec.workingDirectory(),
                spec.user(),
                spec.network(),
                spec.memoryBytes(),
                spec.flags());
    }

    private static ContainerSpec with(
            ContainerSpec spec,
            Map<String, String> environment,
            List<Mount> mounts,
            String workingDirectory,
            String user,
            boolean network,
            long memoryBytes,
            Map<String, List<String>> flags) {
        return new ContainerSpec(
                spec.name(),
                spec.image(),
                spec.command(),
                spec.labels(),
                environment,
                mounts,
                workingDirectory,
                user,
                network,
                memoryBytes,
                spec.cpus(),
                flags);
    }

    private static ContainerSpec named(ContainerSpec spec, String name, String image, List<String> command) {
        return new ContainerSpec(
                name,
                image,
                command,
                spec.labels(),
                spec.environment(),
                spec.mounts(),
                spec.workingDirectory(),
                spec.user(),
                spec.network(),
                spec.memoryBytes(),
                spec.cpus(),
                spec.flags());
    }
}
