package io.headjack.internal.doctor;

import io.headjack.BranchName;
import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.error.HeadjackException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.LinkedWorktree;
import io.headjack.internal.git.RepositoryRepair;
import io.headjack.internal.git.Salvage;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.InstanceNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Directories among the worktrees that belong to no instance. */
final class UnknownWorktreeCheck implements Check {
    private static final String HEADS = "refs/heads/";

    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.WORKTREE_UNKNOWN);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (Path directory : DataFiles.in(survey.parts().data().worktrees())) {
            for (Path each : DataFiles.in(directory)) {
                if (!isKnown(survey, each)) {
                    symptom(survey, each).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean isKnown(Survey survey, Path worktree) {
        return survey.recorded().stream()
                        .anyMatch(each -> each.worktree().equals(worktree) || isMoved(survey, each, worktree))
                || UnknownInstanceCheck.isWorktreeOfOne(survey, worktree);
    }

    private static boolean isMoved(Survey survey, InstanceRecord instance, Path worktree) {
        return !WorktreeCheck.isThere(instance)
                && survey.repository(instance)
                        .filter(view -> view.repository().repair().saysToBe(worktree, instance.worktree())
                                || view.elsewhere(instance)
                                        .filter(each -> each.path().equals(worktree))
                                        .isPresent())
                        .isPresent();
    }

    private static Optional<Symptom> symptom(Survey survey, Path worktree) {
        Optional<GitRepository> repository = repository(survey, worktree);
        Optional<BranchName> branch = repository.flatMap(each -> branch(each, worktree));
        if (repository.isEmpty() || branch.isEmpty()) {
            return survey.isWhole()
                    ? Optional.of(Symptom.of(Drift.WORKTREE_UNKNOWN, worktree)
                            .evidence("no instance has it, and no repository; look through it, and delete it")
                            .untreated())
                    : Optional.empty();
        }
        InstanceId id = InstanceNames.id(survey.catalogId(), repository.get().commonDirectory(), branch.get());
        if (!survey.isFree(id)) {
            return Optional.empty();
        }
        return Optional.of(Symptom.of(Drift.WORKTREE_UNKNOWN, id, worktree)
                .evidence("it is a worktree of " + repository.get().root() + " on branch \"" + branch.get()
                        + "\", and no instance has it")
                .destructive(
                        "salvage its files, and remove it",
                        held -> remove(survey, repository.get(), branch.get(), worktree, held)));
    }

    private static Optional<GitRepository> repository(Survey survey, Path worktree) {
        try {
            return RepositoryRepair.commonDirectoryOf(worktree)
                    .map(survey.parts().git()::repository);
        } catch (HeadjackException e) {
            return Optional.empty();
        }
    }

    private static Optional<BranchName> branch(GitRepository repository, Path worktree) {
        return repository.repair().linkedWorktrees().stream()
                .filter(each -> each.path().equals(worktree))
                .map(LinkedWorktree::head)
                .flatMap(Optional::stream)
                .filter(head -> head.startsWith(HEADS))
                .map(head -> new BranchName(head.substring(HEADS.length())))
                .findFirst();
    }

    private static Optional<String> remove(
            Survey survey, GitRepository repository, BranchName branch, Path worktree, HeldInstance held) {
        held.step("salvage", () -> {});
        Salvage salvage = repository.salvage(held.id(), branch, worktree, survey.now());
        held.step("erase worktree", () -> repository.removeWorktree(worktree));
        held.step("erase refs", () -> repository.repair().salvageRefs(held.id(), survey.now()));
        return Optional.of(
                salvage.notSalvaged().isEmpty()
                        ? salvage.ref()
                        : salvage.ref() + ", without " + String.join(", ", salvage.notSalvaged()));
    }
}
