package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.InstanceInfo;
import io.headjack.error.HeadjackException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.events.EventStream;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.log.FileChanges;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.ContainerRuntime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that somebody listens to, as it was seen last. Who changes files, terminals or containers is heard of; what is not
 * told is looked at now and then. For one thread.
 */
final class SeenWorld implements AutoCloseable {
    /** How often what would be told is looked at all the same. */
    private static final Duration RARELY = Duration.ofSeconds(10);

    private static final Duration OFTEN = Duration.ofSeconds(1);
    private static final Duration FILES = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(SeenWorld.class);

    private final Parts parts;
    private final Agents agents;
    private final FileChanges files;
    private final Runnable changed;
    private final FileChanges.Watch catalog;
    private final Map<InstanceId, SeenInstance> instances = new HashMap<>();
    private final Map<InstanceId, FileChanges.Watch> logs = new HashMap<>();
    private final Map<String, ContainerRuntime.Watch> engines = new HashMap<>();
    private final Set<InstanceId> stirred = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean enginesStirred = new AtomicBoolean(true);
    /** All that were in the catalog when it was looked at last; null before that. */
    private @Nullable Set<InstanceId> known;

    private long enginesDue;
    private long terminalsDue;

    SeenWorld(Parts parts, Agents agents, FileChanges files, Runnable changed) {
        this.parts = parts;
        this.agents = agents;
        this.files = files;
        this.changed = changed;
        this.catalog = files.watch(
                parts.data().root(), parts.catalog().file().getFileName().toString(), changed);
        parts.terminals().onChange(this::terminalsChanged);
    }

    /** Compares what there is with what there was, and tells what is new. */
    void look(EventStream events) {
        CatalogState state = parts.catalog().read();
        forget(state, events);
        List<InstanceRecord> concerned = state.sorted().stream()
                .filter(each -> events.concerns(each.id()))
                .toList();
        boolean news = false;
        for (InstanceRecord each : concerned) {
            meet(each.id(), events);
            news |= seen(each.id()).isIn(each.phase());
        }
        known = state.byId().keySet();
        long now = System.nanoTime();
        askEngines(concerned, news, now);
        boolean askAll = terminalsDue <= now;
        if (askAll) {
            terminalsDue = now + (parts.terminals().tellsChanges() ? RARELY : OFTEN).toNanos();
        }
        for (InstanceRecord each : concerned) {
            SeenInstance seen = seen(each.id());
            if (stirred.remove(each.id()) || (askAll && seen.hasRunning())) {
                seen.ask();
            }
            seen.look(each);
        }
    }

    /** How long nothing need be looked at, unless something is heard of. */
    Duration patience() {
        long now = System.nanoTime();
        boolean told = catalog.isTold() && logs.values().stream().allMatch(FileChanges.Watch::isTold);
        long latest = now + (told ? OFTEN : FILES).toNanos();
        long due = instances.values().stream().mapToLong(SeenInstance::due).reduce(latest, Math::min);
        return Duration.ofNanos(Math.max(0, due - now));
    }

    private void askEngines(List<InstanceRecord> concerned, boolean news, long now) {
        boolean stir = enginesStirred.getAndSet(false);
        if (!stir && !news && enginesDue > now) {
            return;
        }
        boolean allTell =
                concerned.stream().map(InstanceRecord::runtime).distinct().allMatch(this::tells);
        enginesDue = now + (allTell ? RARELY : OFTEN).toNanos();
        for (InstanceInfo each : InstanceInfos.of(parts, concerned)) {
            seen(each.id()).is(each);
        }
    }

    /** Begins to look at an instance, unless that was done before. */
    private void meet(InstanceId id, EventStream events) {
        FileChanges.Watch before = logs.get(id);
        if (before == null || !before.isTold()) {
            if (before != null) {
                before.close();
            }
            logs.put(id, files.watch(parts.data().logsOf(id), "", changed));
        }
        boolean isNew = known != null && !known.contains(id);
        instances.computeIfAbsent(id, each -> new SeenInstance(each, isNew, parts, agents, events::publish));
    }

    private void forget(CatalogState state, EventStream events) {
        for (InstanceId each : List.copyOf(instances.keySet())) {
            boolean gone = state.find(each).isEmpty();
            if (gone || !events.concerns(each)) {
                SeenInstance seen = instances.remove(each);
                FileChanges.Watch watch = logs.remove(each);
                if (watch != null) {
                    watch.close();
                }
                if (gone && seen != null) {
                    seen.removed(parts.clock().instant());
                }
            }
        }
    }

    private boolean tells(String runtime) {
        if (!engines.containsKey(runtime)) {
            try {
                parts.containers()
                        .watch(parts.runtimes().named(runtime), parts.catalogId(), this::enginesChanged)
                        .ifPresent(watch -> engines.put(runtime, watch));
            } catch (HeadjackException e) {
                LOG.debug("runtime {} cannot be listened to", runtime, e);
            }
        }
        return engines.containsKey(runtime);
    }

    private SeenInstance seen(InstanceId instance) {
        return Objects.requireNonNull(instances.get(instance));
    }

    private void enginesChanged() {
        enginesStirred.set(true);
        changed.run();
    }

    private void terminalsChanged(InstanceId instance) {
        stirred.add(instance);
        // The connection ends with the container, too.
        enginesChanged();
    }

    @Override
    public void close() {
        parts.terminals().onChange(instance -> {});
        catalog.close();
        logs.values().forEach(FileChanges.Watch::close);
        engines.values().forEach(ContainerRuntime.Watch::close);
    }
}
