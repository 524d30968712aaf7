package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.instance.Journal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operations whose process died. Whoever takes the lock sweeps up after them; what is half-made then goes. */
final class OperationCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.OPERATION_INTERRUPTED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        Set<InstanceId> candidates =
                new LinkedHashSet<>(DataFiles.journals(survey.parts().data()));
        survey.recorded().stream()
                .filter(each -> each.phase() != Phase.READY)
                .map(InstanceRecord::id)
                .forEach(candidates::add);
        List<Symptom> found = new ArrayList<>();
        for (InstanceId id : candidates) {
            Optional<InstanceRecord> half = survey.find(id).filter(each -> each.phase() != Phase.READY);
            boolean left = survey.journal(id) == Journal.State.LEFT_HALF_WAY;
            if (survey.isFree(id) && (left || half.isPresent())) {
                found.add(symptom(survey, id, half));
            }
        }
        return found;
    }

    private static Symptom symptom(Survey survey, InstanceId id, Optional<InstanceRecord> half) {
        Object subject = survey.parts().data().operations().resolve(id + ".jsonl");
        Symptom.Draft draft = Symptom.of(Drift.OPERATION_INTERRUPTED, id, subject);
        if (half.isEmpty()) {
            return draft.evidence("a process died in the middle of an operation, and left its journal")
                    .safe("take away what only that operation needed", held -> Optional.empty());
        }
        boolean making = half.get().phase() == Phase.CREATING;
        return draft.evidence("the " + (making ? "making" : "removal") + " of the instance of branch \""
                        + half.get().branch() + "\" was broken off")
                .safe(
                        making
                                ? "take away what is half-made; it holds no work yet"
                                : "finish the removal, for which its work was looked after",
                        held -> {
                            held.finish();
                            return Optional.empty();
                        });
    }
}
