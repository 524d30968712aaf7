package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.Containers;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Containers and volumes with this catalog's label that belong to nothing. Those of other catalogs are not even seen. */
final class UnknownContainerCheck implements Check {
    /** Longer than anything takes that a container is made for that lives for a moment. */
    private static final Duration MOMENT = Duration.ofHours(1);

    private static final Pattern HOME = Pattern.compile("headjack-([a-z0-9]{12})-home");

    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.CONTAINER_UNKNOWN, Drift.VOLUME_UNKNOWN);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (EngineView engine : survey.engines()) {
            engine.runtime().ifPresent(runtime -> {
                engine.containers()
                        .forEach(
                                each -> container(survey, engine, runtime, each).ifPresent(found::add));
                engine.volumes().stream()
                        .sorted()
                        .forEach(each -> volume(survey, runtime, each).ifPresent(found::add));
            });
        }
        return found;
    }

    private static Optional<Symptom> container(
            Survey survey, EngineView engine, ContainerRuntime runtime, ContainerInfo container) {
        String oneShot = container.labels().get(Containers.ONE_SHOT);
        if (oneShot != null) {
            return forAMoment(survey, runtime, container, DataFiles.instance(oneShot));
        }
        Optional<InstanceId> id = DataFiles.instance(container.labels().getOrDefault(Containers.INSTANCE, ""));
        if (id.isEmpty() || !survey.isFree(id.get()) || UnknownInstanceCheck.isPartOfOne(survey, id.get())) {
            return Optional.empty();
        }
        Optional<InstanceRecord> instance = survey.find(id.get());
        boolean itsOwn = instance.flatMap(each -> engine.find(each.id(), each.container()))
                .filter(each -> each.id().equals(container.id()))
                .isPresent();
        if (itsOwn) {
            return Optional.empty();
        }
        return Optional.of(Symptom.of(Drift.CONTAINER_UNKNOWN, id.get(), container.name())
                .evidence(
                        instance.isPresent()
                                ? "the instance has another container, "
                                        + instance.get().container()
                                : "no instance " + id.get() + " is in the catalog")
                .destructive("remove it, with what runs in it", held -> {
                    held.step("erase container", () -> runtime.remove(container.id()));
                    return Optional.empty();
                }));
    }

    private static Optional<Symptom> forAMoment(
            Survey survey, ContainerRuntime runtime, ContainerInfo container, Optional<InstanceId> id) {
        boolean old = container.createdAt().plus(MOMENT).isBefore(survey.now());
        if (!old || id.isEmpty() || !survey.isFree(id.get())) {
            return Optional.empty();
        }
        return Optional.of(Symptom.of(Drift.CONTAINER_UNKNOWN, id.get(), container.name())
                .evidence("it was made for a moment, and that is long over")
                .safe("remove it", held -> {
                    held.step("erase container", () -> runtime.remove(container.id()));
                    return Optional.empty();
                }));
    }

    private static Optional<Symptom> volume(Survey survey, ContainerRuntime runtime, String volume) {
        Matcher home = HOME.matcher(volume);
        Optional<InstanceId> id = home.matches() ? DataFiles.instance(home.group(1)) : Optional.empty();
        if (id.isEmpty() || !survey.isUnknown(id.get()) || UnknownInstanceCheck.isPartOfOne(survey, id.get())) {
            return Optional.empty();
        }
        return Optional.of(Symptom.of(Drift.VOLUME_UNKNOWN, id.get(), volume)
                .evidence("no instance " + id.get() + " is in the catalog")
                .destructive("remove it, with the home directory in it", held -> {
                    held.step("erase volume", () -> runtime.removeVolume(volume));
                    return Optional.empty();
                }));
    }
}
