package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.HeldInstance;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Instances of which nothing is left but the record, and perhaps refs. */
final class EntryCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.ENTRY_WITHOUT_WORLD);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return survey.instances().stream()
                .filter(each -> isNothingLeft(survey, each))
                .map(each -> Symptom.of(Drift.ENTRY_WITHOUT_WORLD, each.id(), each.container())
                        .evidence("container, worktree and private git of branch \"" + each.branch() + "\" are gone")
                        .safe(
                                "forget the instance; commits that no branch has are kept on as a salvage",
                                held -> forget(survey, held)))
                .toList();
    }

    static boolean isNothingLeft(Survey survey, InstanceRecord instance) {
        EngineView engine = survey.engine(instance);
        return engine.answers()
                && !WorktreeCheck.isThere(instance)
                && !Files.exists(survey.parts().data().privateGitOf(instance.id()), LinkOption.NOFOLLOW_LINKS)
                && engine.of(instance.id()).isEmpty()
                && !engine.hasHome(instance.id());
    }

    private static Optional<String> forget(Survey survey, HeldInstance held) {
        Optional<String> salvage = survey.repository(held.record())
                .flatMap(view -> view.repository()
                        .repair()
                        .salvageRefs(held.id(), survey.parts().clock().instant()));
        held.erase();
        return salvage;
    }
}
