package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.internal.instance.InstanceNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The volume with the home directory of an instance. */
final class VolumeCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.VOLUME_MISSING);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return survey.instances().stream()
                .filter(each -> !each.home().isEmpty() && survey.engine(each).answers())
                .filter(each -> !survey.engine(each).hasHome(each.id()) && !EntryCheck.isNothingLeft(survey, each))
                .map(each -> Symptom.of(Drift.VOLUME_MISSING, each.id(), InstanceNames.homeVolume(each.id()))
                        .evidence("the engine has no volume for " + each.home())
                        .safe("make an empty one, which the next start fills from the image", held -> {
                            held.makeVolume();
                            return Optional.empty();
                        }))
                .toList();
    }
}
