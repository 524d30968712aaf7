package io.headjack.internal.doctor;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.NoUsableRuntimeException;
import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.instance.Images;
import io.headjack.internal.instance.Journal;
import io.headjack.internal.instance.Operations;
import io.headjack.internal.instance.Parts;
import io.headjack.spi.ContainerState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The world as one look at it finds it: each engine and each repository is asked once, when first needed. What an
 * operation works on is left out. Used by one thread.
 */
final class Survey {
    private final Parts parts;
    private final Operations operations;
    private final CatalogState state;
    private final Optional<InstanceId> only;
    private final Map<String, EngineView> engines = new HashMap<>();
    private final Map<Path, Optional<RepositoryView>> repositories = new HashMap<>();
    private final Map<InstanceId, Optional<InsideView>> insides = new HashMap<>();
    private final Map<InstanceId, Journal.State> journals = new HashMap<>();

    private Survey(Parts parts, Operations operations, Optional<InstanceId> only) {
        this.parts = parts;
        this.operations = operations;
        this.state = parts.catalog().read();
        this.only = only;
    }

    /** Looks at everything. */
    static Survey ofAll(Parts parts, Operations operations) {
        return new Survey(parts, operations, Optional.empty());
    }

    /** Looks at what has to do with one instance, whose lock the caller holds now, and as it was before that. */
    static Survey ofHeld(Parts parts, Operations operations, InstanceId instance, Journal.State before) {
        Survey survey = new Survey(parts, operations, Optional.of(instance));
        survey.journals.put(instance, before);
        return survey;
    }

    Parts parts() {
        return parts;
    }

    Images images() {
        return operations.images();
    }

    String catalogId() {
        return state.id();
    }

    /** The instances that are whole as far as the catalog knows, and that nobody works on. */
    List<InstanceRecord> instances() {
        return state.sorted().stream()
                .filter(each -> each.phase() == Phase.READY && isFree(each.id()))
                .filter(each -> journal(each.id()) == Journal.State.NONE)
                .toList();
    }

    /** All instances of the catalog, whatever is done with them. */
    Collection<InstanceRecord> recorded() {
        return state.byId().values();
    }

    Instant now() {
        return parts.clock().instant();
    }

    Optional<InstanceRecord> find(String repositoryId, BranchName branch) {
        return state.find(repositoryId, branch);
    }

    Optional<InstanceRecord> find(InstanceId instance) {
        return state.find(instance);
    }

    /** Whether an id belongs to nothing that is recorded or being made. */
    boolean isUnknown(InstanceId instance) {
        return state.find(instance).isEmpty() && isFree(instance);
    }

    /** Whether an instance may be looked at: it is in question, and nobody works on it. */
    boolean isFree(InstanceId instance) {
        return only.map(instance::equals).orElse(true) && journal(instance) != Journal.State.IN_PROGRESS;
    }

    /** Whether everything is in question, also what is about no instance. */
    boolean isWhole() {
        return only.isEmpty();
    }

    Journal.State journal(InstanceId instance) {
        return journals.computeIfAbsent(instance, operations::journal);
    }

    EngineView engine(String runtime) {
        return engines.computeIfAbsent(runtime, id -> EngineView.of(parts, id));
    }

    EngineView engine(InstanceRecord instance) {
        return engine(instance.runtime());
    }

    /** Every engine that could have something of this catalog. */
    List<EngineView> engines() {
        Set<String> ids = new LinkedHashSet<>();
        state.sorted().forEach(each -> ids.add(each.runtime()));
        try {
            ids.add(parts.runtimes().choose().info().id());
        } catch (NoUsableRuntimeException | RuntimeUnavailableException e) {
            String runtime = "the runtime of new instances";
            if (ids.isEmpty()) {
                engines.put(
                        runtime,
                        new EngineView(
                                runtime,
                                Optional.empty(),
                                List.of(),
                                Set.of(),
                                Optional.of(String.valueOf(e.getMessage()))));
                ids.add(runtime);
            }
        }
        return ids.stream().map(this::engine).toList();
    }

    /** What a running instance says about itself, if it is one that says anything. */
    Optional<InsideView> inside(InstanceRecord instance) {
        return insides.computeIfAbsent(instance.id(), id -> {
            boolean runs = engine(instance).find(id, instance.container()).stream()
                    .anyMatch(each -> each.state() == ContainerState.RUNNING
                            && each.name().equals(instance.container()));
            return runs && !instance.home().isEmpty() ? InsideView.of(parts.world(instance)) : Optional.empty();
        });
    }

    /** The repository of an instance, if it is where it was. */
    Optional<RepositoryView> repository(InstanceRecord instance) {
        return repositories.computeIfAbsent(instance.repository(), path -> {
            try {
                GitRepository repository = parts.git().repository(path);
                return repository.commonDirectory().equals(path)
                        ? Optional.of(RepositoryView.of(repository))
                        : Optional.empty();
            } catch (NotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** Every repository that an instance of the catalog has, and that is there. */
    List<RepositoryView> repositories() {
        return state.sorted().stream()
                .map(this::repository)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }
}
