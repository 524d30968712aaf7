package io.headjack.internal.doctor;

import io.headjack.InstanceId;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.instance.Containers;
import io.headjack.internal.instance.InstanceNames;
import io.headjack.internal.instance.Parts;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one runtime has of this catalog.
 *
 * @param id the runtime's id
 * @param runtime the runtime, or empty if it does not answer
 * @param containers its containers, those for a moment too
 * @param volumes the names of its volumes
 * @param problem why nothing is known, if so
 */
record EngineView(
        String id,
        Optional<ContainerRuntime> runtime,
        List<ContainerInfo> containers,
        Set<String> volumes,
        Optional<String> problem) {
    static EngineView of(Parts parts, String id) {
        try {
            ContainerRuntime runtime = parts.runtimes().named(id);
            Map<String, String> ours = Map.of(Containers.CATALOG, parts.catalogId());
            return new EngineView(
                    id, Optional.of(runtime), runtime.list(ours), volumes(runtime, ours), Optional.empty());
        } catch (RuntimeUnavailableException | InvalidRequestException e) {
            return new EngineView(
                    id, Optional.empty(), List.of(), Set.of(), Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Set<String> volumes(ContainerRuntime runtime, Map<String, String> ours) {
        try {
            return Set.copyOf(runtime.listVolumes(ours));
        } catch (UnsupportedException e) {
            return Set.of();
        }
    }

    boolean answers() {
        return problem.isEmpty();
    }

    List<ContainerInfo> of(InstanceId instance) {
        return containers.stream()
                .filter(each -> instance.value().equals(each.labels().get(Containers.INSTANCE)))
                .toList();
    }

    /** The instance's container: the one with the recorded name before others with its label. */
    Optional<ContainerInfo> find(InstanceId instance, String name) {
        List<ContainerInfo> mine = of(instance);
        return mine.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .or(() -> mine.stream().findFirst());
    }

    boolean hasHome(InstanceId instance) {
        return volumes.contains(InstanceNames.homeVolume(instance));
    }
}
