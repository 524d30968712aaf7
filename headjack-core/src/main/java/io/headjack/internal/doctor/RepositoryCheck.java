package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.error.HeadjackException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.Git;
import io.headjack.internal.git.GitRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The repository of an instance: where it was, beside that under another name, or nowhere. */
final class RepositoryCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.REPOSITORY_MISSING, Drift.REPOSITORY_MOVED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return survey.instances().stream()
                .filter(each -> survey.repository(each).isEmpty() && !EntryCheck.isNothingLeft(survey, each))
                .map(each -> symptom(survey, each))
                .toList();
    }

    private static Symptom symptom(Survey survey, InstanceRecord instance) {
        Optional<GitRepository> moved = movedTo(survey.parts().git(), instance);
        if (moved.isEmpty()) {
            return Symptom.of(Drift.REPOSITORY_MISSING, instance.id(), instance.repository())
                    .evidence("there is no git repository any more; put it back, or ensure the branch \""
                            + instance.branch() + "\" from where it is now")
                    .untreated();
        }
        return Symptom.of(Drift.REPOSITORY_MOVED, instance.id(), instance.repository())
                .evidence("it is at " + moved.get().commonDirectory() + " now")
                .safe("record its new place, and have the worktree point there", held -> {
                    held.moveTo(moved.get());
                    return Optional.empty();
                });
    }

    /** Looks beside where it was: the one that has this very worktree. */
    private static Optional<GitRepository> movedTo(Git git, InstanceRecord instance) {
        Path beside = instance.root().getParent();
        if (beside == null) {
            return Optional.empty();
        }
        for (Path each : DataFiles.in(beside)) {
            if (Files.isDirectory(each.resolve(".git/worktrees")) || Files.isDirectory(each.resolve("worktrees"))) {
                try {
                    GitRepository candidate = git.repository(each);
                    if (candidate.repair().hasWorktree(instance.worktree(), instance.branch())) {
                        return Optional.of(candidate);
                    }
                } catch (HeadjackException e) {
                    // Not a repository that could be it.
                }
            }
        }
        return Optional.empty();
    }
}
