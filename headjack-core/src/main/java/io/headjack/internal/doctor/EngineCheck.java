package io.headjack.internal.doctor;

import io.headjack.Drift;
import java.util.List;
import java.util.Set;

/** An engine that does not answer: one finding, from which nothing is concluded. */
final class EngineCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.ENGINE_UNREACHABLE);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return survey.engines().stream()
                .filter(engine -> !engine.answers())
                .map(engine -> Symptom.of(Drift.ENGINE_UNREACHABLE, engine.id())
                        .evidence(engine.problem().orElse("it does not answer"))
                        .untreated())
                .toList();
    }
}
