package io.headjack.testkit;

import io.headjack.error.NotFoundException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can go wrong with finding and listing. */
final class ListingMutants {
    private ListingMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("find knows ids only", FindsIdsOnly::new, "find_nameOrId_isTheContainer"),
                Mutant.of("find takes prefixes", FindsPrefixes::new, "find_beginningOfNameOrId_isEmpty"),
                Mutant.of("find complains", FindComplains::new, "find_unknownName_isEmpty"),
                Mutant.of("find loses the time", FindLosesTime::new, "find_container_tellsImageAndTime"),
                Mutant.of(
                        "list has running ones only", ListsRunningOnly::new, "list_containersInEveryState_hasThemAll"),
                Mutant.of("list loses labels", ListLosesLabels::new, "list_labels_areReturnedAsTheyWere"),
                Mutant.of("list matches any label", ListMatchesAny::new, "list_severalLabels_allMustMatch"),
                Mutant.of("list asks for each", ListAsksForEach::new, "list_severalContainers_asksTheEngineOnce"),
                Mutant.of(
                        "list does not notice an interrupt",
                        ListIgnoresInterrupt::new,
                        "list_threadInterrupted_throwsAndTheRuntimeStaysWhole"));
    }

    private static final class FindsIdsOnly extends ForwardingRuntime {
        FindsIdsOnly(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<ContainerInfo> find(String nameOrId) {
            return real.find(nameOrId).filter(info -> info.id().value().equals(nameOrId));
        }
    }

    private static final class FindsPrefixes extends ForwardingRuntime {
        FindsPrefixes(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<ContainerInfo> find(String nameOrId) {
            return real.list(Map.of()).stream()
                    .filter(info -> info.id().value().startsWith(nameOrId)
                            || info.name().equals(nameOrId))
                    .findFirst();
        }
    }

    private static final class FindComplains extends ForwardingRuntime {
        FindComplains(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<ContainerInfo> find(String nameOrId) {
            return Optional.of(real.find(nameOrId).orElseThrow(() -> new NotFoundException("no " + nameOrId)));
        }
    }

    private static final class FindLosesTime extends ForwardingRuntime {
        FindLosesTime(ContainerRuntime real) {
            super(real);
        }

        @Override
        public Optional<ContainerInfo> find(String nameOrId) {
            return real.find(nameOrId)
                    .map(info -> new ContainerInfo(
                            info.id(), info.name(), info.state(), info.image(), info.labels(), Instant.EPOCH));
        }
    }

    private static final class ListsRunningOnly extends ForwardingRuntime {
        ListsRunningOnly(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<ContainerInfo> list(Map<String, String> labels) {
            return real.list(labels).stream()
                    .filter(info -> info.state() == ContainerState.RUNNING)
                    .toList();
        }
    }

    private static final class ListLosesLabels extends ForwardingRuntime {
        ListLosesLabels(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<ContainerInfo> list(Map<String, String> labels) {
            return real.list(labels).stream()
                    .map(info -> new ContainerInfo(
                            info.id(), info.name(), info.state(), info.image(), Map.of(), info.createdAt()))
                    .toList();
        }
    }

    private static final class ListMatchesAny extends ForwardingRuntime {
        ListMatchesAny(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<ContainerInfo> list(Map<String, String> labels) {
            return labels.entrySet().stream()
                    .flatMap(label -> real.list(Map.ofEntries(label)).stream())
                    .distinct()
                    .toList();
        }
    }

    private static final class ListAsksForEach extends ForwardingRuntime {
        ListAsksForEach(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<ContainerInfo> list(Map<String, String> labels) {
            return real.list(labels).stream()
                    .map(ContainerInfo::id)
                    .map(ContainerId::value)
                    .flatMap(id -> real.find(id).stream())
                    .toList();
        }
    }

    private static final class ListIgnoresInterrupt extends ForwardingRuntime {
        ListIgnoresInterrupt(ContainerRuntime real) {
            super(real);
        }

        @Override
        public List<ContainerInfo> list(Map<String, String> labels) {
            boolean interrupted = Thread.interrupted();
            List<ContainerInfo> listed = real.list(labels);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return listed;
        }
    }
}
