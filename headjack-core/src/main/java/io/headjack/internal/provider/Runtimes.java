package io.headjack.internal.provider;

import io.headjack.RuntimeChoice;
import io.headjack.error.HeadjackException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NoUsableRuntimeException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.Isolation;
import io.headjack.spi.RuntimeContext;
import io.headjack.spi.RuntimeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The runtimes that there are: makes each when it is first used, chooses one for new instances, closes those it made.
 * Thread-safe.
 */
public final class Runtimes implements AutoCloseable {
    /** What is tried when nobody chose; others are used by name only. */
    private static final List<String> AUTOMATIC = List.of("docker", "podman");

    private final Map<String, ContainerRuntimeProvider> providers;
    private final RuntimeContext context;
    private final @Nullable ContainerRuntime given;
    private final @Nullable String wanted;
    private final String wantedBy;
    private final Map<String, ContainerRuntime> made = new ConcurrentHashMap<>();
    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable Chosen chosen;

    Runtimes(
            Map<String, ContainerRuntimeProvider> providers,
            RuntimeContext context,
            @Nullable ContainerRuntime given,
            @Nullable String wanted,
            String wantedBy) {
        this.providers = Map.copyOf(providers);
        this.context = context;
        this.given = given;
        this.wanted = wanted;
        this.wantedBy = wantedBy;
    }

    /** Returns the runtime of an instance that exists. */
    public ContainerRuntime named(String id) {
        if (given != null && given.id().equals(id)) {
            return given;
        }
        ContainerRuntime known = made.get(id);
        if (known != null) {
            return known;
        }
        making.lock();
        try {
            return made.computeIfAbsent(id, this::make);
        } finally {
            making.unlock();
        }
    }

    private ContainerRuntime make(String id) {
        ContainerRuntimeProvider provider = providers.get(id);
        if (provider == null) {
            throw new InvalidRequestException("unknown runtime \"" + id + "\"; on the class path are "
                    + new TreeSet<>(providers.keySet()) + ": choose one of them or add the module headjack-" + id);
        }
        return provider.create(context);
    }

    /** Returns the runtime of new instances and why it is that one. */
    public Chosen choose() {
        Chosen known = chosen;
        if (known != null) {
            return known;
        }
        Chosen now = given != null
                ? chosen(given, "it was given as an object", List.of())
                : wanted != null ? chosen(named(wanted), wantedBy, List.of()) : automatic();
        chosen = now;
        return now;
    }

    private Chosen automatic() {
        List<String> passedOver = new ArrayList<>();
        for (String id : AUTOMATIC) {
            if (!providers.containsKey(id)) {
                passedOver.add(id + ": its module headjack-" + id + " is not on the class path");
                continue;
            }
            try {
                return chosen(named(id), "it is the first usable of " + AUTOMATIC, passedOver);
            } catch (RuntimeUnavailableException | InvalidRequestException e) {
                passedOver.add(id + ": " + e.getMessage());
            }
        }
        String also = providers.containsKey("local")
                ? "; or ask for the runtime \"local\" by name, which isolates nothing"
                : "";
        throw new NoUsableRuntimeException(
                "no usable container runtime: " + String.join("; ", passedOver) + ". Start one of these engines" + also,
                passedOver);
    }

    private static Chosen chosen(ContainerRuntime runtime, String reason, List<String> passedOver) {
        RuntimeInfo info = runtime.info();
        return new Chosen(
                runtime,
                info,
                new RuntimeChoice(
                        info.id(),
                        info.version(),
                        info.endpoint(),
                        info.isolation() == Isolation.CONTAINER,
                        reason,
                        passedOver));
    }

    @Override
    public void close() {
        List<HeadjackException> failures = new ArrayList<>();
        made.values().forEach(runtime -> {
            try {
                runtime.close();
            } catch (HeadjackException e) {
                failures.add(e);
            }
        });
        Optional<HeadjackException> first = failures.stream().findFirst();
        if (first.isPresent()) {
            failures.stream().skip(1).forEach(first.get()::addSuppressed);
            throw first.get();
        }
    }

    /**
     * The runtime of new instances.
     *
     * @param runtime the runtime
     * @param info what its engine said
     * @param choice why it is this one
     */
    public record Chosen(ContainerRuntime runtime, RuntimeInfo info, RuntimeChoice choice) {}
}
