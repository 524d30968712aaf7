package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.WorkspaceGit;
import io.headjack.internal.instance.HeldInstance;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The instance's branch on the host: deleted, or somewhere else than it was left. */
final class BranchCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.BRANCH_MISSING, Drift.BRANCH_MOVED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return survey.instances().stream()
                .flatMap(each -> survey.repository(each).stream().flatMap(view -> symptoms(view, each)))
                .toList();
    }

    private static Stream<Symptom> symptoms(RepositoryView view, InstanceRecord instance) {
        Optional<String> tip = view.branch(instance.branch());
        if (tip.isEmpty()) {
            return Stream.of(Symptom.of(Drift.BRANCH_MISSING, instance.id(), "refs/heads/" + instance.branch())
                    .evidence("the branch is gone from " + view.repository().root())
                    .safe("make it again where it was last", held -> restore(view.repository(), held)));
        }
        // Without a git of its own an instance has no side that the branch could move away from.
        return instance.home().isEmpty()
                ? Stream.empty()
                : view
                        .collected(instance.id(), instance.branch())
                        .filter(collected -> !collected.equals(tip.get()))
                        .map(collected -> moved(view, instance, tip.get(), collected))
                        .stream();
    }

    private static Optional<String> restore(GitRepository repository, HeldInstance held) {
        InstanceRecord instance = held.record();
        held.step(
                "branch",
                () -> repository
                        .repair()
                        .restoreBranch(instance.id(), instance.branch(), instance.worktree(), instance.baseCommit()));
        return Optional.empty();
    }

    private static Symptom moved(RepositoryView view, InstanceRecord instance, String tip, String collected) {
        Symptom.Draft draft = Symptom.of(Drift.BRANCH_MOVED, instance.id(), "refs/heads/" + instance.branch());
        String places = "it is at " + tip + " on the host, and was left at " + collected;
        if (view.repository().isAncestor(collected, tip)) {
            return draft.evidence(places + ", which that builds on")
                    .safe(
                            "bring the instance's own branch forward, unless it has commits of its own",
                            held -> forward(view.repository(), held, collected, tip));
        }
        return draft.evidence(places + ", which that does not hold; merge refs/headjack/" + instance.id() + "/heads/"
                        + instance.branch() + " into it, or move it back")
                .untreated();
    }

    /** Only in the running container can its git be written to. */
    private static Optional<String> forward(GitRepository repository, HeldInstance held, String from, String to) {
        InstanceRecord instance = held.record();
        boolean wasRunning = held.world().isRunning();
        held.start();
        held.step(
                "forward",
                () -> held.inside(side -> {
                    WorkspaceGit.forward(side, held.world().layout().workspace(), instance.branch(), from, to);
                    return side;
                }));
        held.step("index", () -> repository.repair().followBranch(instance.branch(), instance.worktree(), from));
        held.collect();
        if (!wasRunning) {
            held.stop();
        }
        return Optional.empty();
    }
}
