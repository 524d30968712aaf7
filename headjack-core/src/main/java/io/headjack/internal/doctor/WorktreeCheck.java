package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.LinkedWorktree;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An instance's worktree: its files, and what the repository knows of it. */
final class WorktreeCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.WORKTREE_MISSING, Drift.WORKTREE_MOVED, Drift.WORKTREE_UNREGISTERED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return survey.instances().stream()
                .filter(each -> !EntryCheck.isNothingLeft(survey, each))
                .flatMap(each -> survey.repository(each).stream().flatMap(view -> symptoms(survey, view, each)))
                .toList();
    }

    static boolean isThere(InstanceRecord instance) {
        return Files.isDirectory(instance.worktree(), LinkOption.NOFOLLOW_LINKS);
    }

    private static Stream<Symptom> symptoms(Survey survey, RepositoryView view, InstanceRecord instance) {
        if (!isThere(instance)) {
            return Stream.of(movedTo(survey, view, instance)
                    .map(place -> moved(view.repository(), instance, place))
                    .orElseGet(() -> missing(survey, view.repository(), instance)));
        }
        return view.at(instance.worktree()).isPresent() ? Stream.empty() : Stream.of(unregistered(view, instance));
    }

    /** Where git says that it is, or else another directory among the worktrees that says that it is this one. */
    private static Optional<Path> movedTo(Survey survey, RepositoryView view, InstanceRecord instance) {
        Optional<Path> registered = view.elsewhere(instance)
                .filter(LinkedWorktree::intact)
                .map(LinkedWorktree::path)
                .filter(place -> Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS));
        return registered.or(() -> DataFiles.in(survey.parts().data().worktrees()).stream()
                .flatMap(directory -> DataFiles.in(directory).stream())
                .filter(place -> view.repository().repair().saysToBe(place, instance.worktree()))
                .findFirst());
    }

    private static Symptom moved(GitRepository repository, InstanceRecord instance, Path place) {
        return Symptom.of(Drift.WORKTREE_MOVED, instance.id(), instance.worktree())
                .evidence("it is at " + place + " now")
                .safe("move it back", held -> {
                    held.step("worktree", () -> repository.repair().moveWorktree(place, instance.worktree()));
                    return Optional.empty();
                });
    }

    private static Symptom missing(Survey survey, GitRepository repository, InstanceRecord instance) {
        return Symptom.of(Drift.WORKTREE_MISSING, instance.id(), instance.worktree())
                .evidence("the directory is gone; if it was moved away, move it back instead")
                .cured(
                        Restart.risk(survey, instance),
                        "check the branch out again, with what git inside has; programs inside are ended",
                        new Checkout(survey.parts(), repository));
    }

    private static Symptom unregistered(RepositoryView view, InstanceRecord instance) {
        return Symptom.of(Drift.WORKTREE_UNREGISTERED, instance.id(), instance.worktree())
                .evidence(view.repository().root() + " no longer knows of it")
                .safe("register it again; its files stay as they are", held -> {
                    held.step(
                            "worktree",
                            () -> view.repository().repair().registerWorktree(instance.branch(), instance.worktree()));
                    return Optional.empty();
                });
    }
}
