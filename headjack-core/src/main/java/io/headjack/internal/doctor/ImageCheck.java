package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The image of an instance: its name may mean another one by now, or none. */
final class ImageCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.IMAGE_MISSING, Drift.IMAGE_CHANGED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        Map<String, Boolean> present = new HashMap<>();
        return survey.instances().stream()
                .filter(each -> !each.home().isEmpty())
                .flatMap(each -> symptoms(survey, each, present))
                .toList();
    }

    private static Stream<Symptom> symptoms(Survey survey, InstanceRecord instance, Map<String, Boolean> present) {
        EngineView engine = survey.engine(instance);
        String image = instance.spec().image();
        Optional<ContainerInfo> container = engine.find(instance.id(), instance.container());
        // Engines list a container under its image's name for as long as that name means that image.
        if (engine.runtime().isEmpty()
                || container.filter(each -> each.image().equals(image)).isPresent()) {
            return Stream.empty();
        }
        ContainerRuntime runtime = engine.runtime().get();
        if (!present.computeIfAbsent(
                instance.runtime() + " " + image,
                key -> runtime.findImage(image).isPresent())) {
            return Stream.of(Symptom.of(Drift.IMAGE_MISSING, instance.id(), image)
                    .evidence("the engine does not have it any more")
                    .safe("fetch or build it again", held -> {
                        held.makeImage();
                        return Optional.empty();
                    }));
        }
        return container.stream()
                .map(each -> Symptom.of(Drift.IMAGE_CHANGED, instance.id(), image)
                        .evidence("the container was made from " + each.image() + ", which this name no longer means")
                        .destructive(
                                "collect, end its programs, and make it again from the new image; what lies only in"
                                        + " the container goes",
                                ContainerCheck::replace));
    }
}
