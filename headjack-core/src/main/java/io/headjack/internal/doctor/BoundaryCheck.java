package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.Risk;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.LinkedWorktree;
import io.headjack.internal.git.RepositoryRepair;
import io.headjack.internal.instance.Boundary;
import io.headjack.internal.instance.HeldInstance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What keeps an instance away from the host's git: two small files outside, and a mount inside. */
final class BoundaryCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.BOUNDARY_LOST);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (InstanceRecord instance : survey.instances()) {
            if (!WorktreeCheck.isThere(instance)) {
                continue;
            }
            survey.repository(instance)
                    .flatMap(view -> view.at(instance.worktree())
                            .flatMap(worktree -> symptom(survey, view.repository(), worktree, instance)))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static Optional<Symptom> symptom(
            Survey survey, GitRepository repository, LinkedWorktree worktree, InstanceRecord instance) {
        boolean isolated = !instance.home().isEmpty();
        Path pointer = survey.parts().data().pointerOf(instance.id());
        List<String> evidence = new ArrayList<>();
        if (!worktree.intact()) {
            evidence.add("the file " + instance.worktree().resolve(".git") + " is not what git wrote there");
        }
        if (isolated && !RepositoryRepair.isPrivatePointer(pointer)) {
            evidence.add("the file " + pointer + ", which is mounted over it, was changed");
        }
        boolean lost = isolated && new Boundary(survey.parts().data()).isKnownLost(instance);
        if (lost) {
            evidence.add("it was found so when it was used, and its container was paused");
        }
        boolean mounted = !isolated
                || (!lost
                        && survey.inside(instance)
                                .map(InsideView::pointerMounted)
                                .orElse(true));
        if (!mounted && !lost) {
            evidence.add("it is not mounted over the .git of the worktree inside");
        }
        if (evidence.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Symptom.of(
                        Drift.BOUNDARY_LOST, instance.id(), instance.worktree().resolve(".git"))
                .evidence(String.join("; ", evidence))
                .cured(
                        mounted ? Risk.SAFE : Restart.risk(survey, instance),
                        mounted ? "write the files again" : "end its programs, write the files again, and start it",
                        held -> restore(survey, repository, held, mounted)));
    }

    private static Optional<String> restore(
            Survey survey, GitRepository repository, HeldInstance held, boolean mounted) {
        InstanceRecord instance = held.record();
        Path pointer = survey.parts().data().pointerOf(instance.id());
        boolean wasUp = !mounted && held.stop();
        if (held.world().isolated()) {
            held.step("pointer", () -> RepositoryRepair.writePrivatePointer(pointer));
        }
        held.step("worktree", () -> repository.repair().registerWorktree(instance.branch(), instance.worktree()));
        held.step("boundary", () -> new Boundary(survey.parts().data()).restored(instance));
        if (wasUp) {
            held.start();
        }
        return Optional.empty();
    }
}
