package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.instance.Containers;
import io.headjack.internal.instance.Images;
import io.headjack.internal.instance.Journal;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ListedImage;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Images that were built for instances of this catalog, and that no container is made from any more. */
final class UnusedImageCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.IMAGE_UNUSED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        if (isSomethingBeingMade(survey)) {
            return List.of();
        }
        return survey.engines().stream()
                .flatMap(each -> each.runtime().stream())
                .flatMap(each -> unused(survey, each))
                .toList();
    }

    /** What is about to be made may need an image that nothing is made from yet. */
    private static boolean isSomethingBeingMade(Survey survey) {
        return DataFiles.journals(survey.parts().data()).stream()
                .filter(each -> !each.equals(Checkup.NOBODY))
                .anyMatch(each -> survey.journal(each) == Journal.State.IN_PROGRESS);
    }

    private static Stream<Symptom> unused(Survey survey, ContainerRuntime runtime) {
        List<ListedImage> ours = built(survey, runtime);
        if (ours.isEmpty()) {
            return Stream.empty();
        }
        Set<String> used = new HashSet<>(survey.images().current(runtime));
        survey.recorded().forEach(each -> {
            used.add(each.spec().image());
            used.add(each.spec().origin().reference());
        });
        // Those of other catalogs too, which may have been made from an image of the same name.
        runtime.list(Map.of()).forEach(each -> used.add(each.image()));
        return ours.stream()
                .filter(each ->
                        !used.contains(each.id()) && each.references().stream().noneMatch(used::contains))
                .map(each -> symptom(runtime, each));
    }

    private static List<ListedImage> built(Survey survey, ContainerRuntime runtime) {
        try {
            // What a person builds on one of these has its labels, and is that person's.
            return runtime.listImages(Map.of(Containers.CATALOG, survey.catalogId())).stream()
                    .filter(each -> each.references().stream().allMatch(Images::isOurs))
                    .toList();
        } catch (UnsupportedException e) {
            return List.of();
        }
    }

    private static Symptom symptom(ContainerRuntime runtime, ListedImage image) {
        Collection<String> names = image.references().isEmpty() ? List.of(image.id()) : image.references();
        return Symptom.of(Drift.IMAGE_UNUSED, String.join(", ", names))
                .evidence("it was built for an instance, and no container is made from it")
                .safe("remove it; it is built again when it is needed", held -> {
                    held.step("erase image", () -> names.forEach(runtime::removeImage));
                    return Optional.empty();
                });
    }
}
