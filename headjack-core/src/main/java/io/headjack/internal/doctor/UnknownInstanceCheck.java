package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.internal.catalog.InstanceFiles;
import io.headjack.internal.catalog.InstanceRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Instances that are there, whole, and not in the catalog: they are taken up again. */
final class UnknownInstanceCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.INSTANCE_UNKNOWN);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return DataFiles.in(survey.parts().data().privates()).stream()
                .flatMap(each -> DataFiles.instance(DataFiles.name(each)).stream())
                .flatMap(id -> whole(survey, id).stream())
                .map(UnknownInstanceCheck::symptom)
                .toList();
    }

    private static Symptom symptom(InstanceRecord instance) {
        return Symptom.of(Drift.INSTANCE_UNKNOWN, instance.id(), instance.worktree())
                .evidence("the instance of branch \"" + instance.branch()
                        + "\" is there, and the catalog does not have it")
                .safe("take it up into the catalog", held -> {
                    held.adopt(instance);
                    return Optional.empty();
                });
    }

    /** The record of an instance that is whole but for the catalog. */
    static Optional<InstanceRecord> whole(Survey survey, InstanceId id) {
        if (!survey.isUnknown(id)) {
            return Optional.empty();
        }
        return InstanceFiles.find(survey.parts().data().privates(), id)
                .filter(each -> each.id().equals(id) && WorktreeCheck.isThere(each))
                .filter(each -> each.worktree().startsWith(survey.parts().data().worktrees()))
                .filter(each -> survey.find(each.repositoryId(), each.branch()).isEmpty())
                .filter(each -> survey.repository(each)
                        .filter(view -> view.repository().repair().hasWorktree(each.worktree(), each.branch()))
                        .isPresent());
    }

    static boolean isPartOfOne(Survey survey, InstanceId id) {
        return whole(survey, id).isPresent();
    }

    static boolean isWorktreeOfOne(Survey survey, Path worktree) {
        return DataFiles.in(survey.parts().data().privates()).stream()
                .flatMap(each -> DataFiles.instance(DataFiles.name(each)).stream())
                .flatMap(id -> whole(survey, id).stream())
                .anyMatch(each -> each.worktree().equals(worktree));
    }
}
