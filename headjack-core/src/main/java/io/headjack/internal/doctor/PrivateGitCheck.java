package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.Submodules;
import io.headjack.internal.instance.DataDirectory;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.World;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The git directory that an instance works with. From outside only names and kinds are looked at, as the host opens
 * nothing there; what is in it is asked inside, while the instance runs.
 */
final class PrivateGitCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.PRIVATE_GIT_DAMAGED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (InstanceRecord instance : survey.instances()) {
            if (!instance.home().isEmpty() && !EntryCheck.isNothingLeft(survey, instance)) {
                survey.repository(instance)
                        .ifPresent(view -> problem(survey, instance)
                                .ifPresent(
                                        problem -> found.add(symptom(survey, view.repository(), instance, problem))));
            }
        }
        return found;
    }

    private static Symptom symptom(Survey survey, GitRepository repository, InstanceRecord instance, String problem) {
        Path git = survey.parts().data().privateGitOf(instance.id());
        return Symptom.of(Drift.PRIVATE_GIT_DAMAGED, instance.id(), git)
                .evidence(problem)
                .cured(
                        Restart.risk(survey, instance),
                        "set it aside and make another one from what was collected; programs inside are ended",
                        held -> rebuild(survey.parts(), repository, held));
    }

    private static Optional<String> problem(Survey survey, InstanceRecord instance) {
        Optional<String> outside = problemOf(survey.parts().data().privateGitOf(instance.id()));
        return outside.isPresent() ? outside : survey.inside(instance).flatMap(InsideView::gitProblem);
    }

    static Optional<String> problemOf(Path git) {
        if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("the directory is gone");
        }
        for (String name : List.of("HEAD", "config")) {
            if (!Files.isRegularFile(git.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("its file " + name + " is gone");
            }
        }
        for (String name : List.of("objects", "refs")) {
            if (!Files.isDirectory(git.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of("its directory " + name + " is gone");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> rebuild(Parts parts, GitRepository repository, HeldInstance held) {
        InstanceRecord instance = held.record();
        DataDirectory data = parts.data();
        Path git = data.privateGitOf(instance.id());
        Path fresh = data.privateOf(instance.id()).resolve("git.new");
        boolean wasUp = held.stop();
        try {
            held.step("git", () -> make(repository, held.world(), fresh, data));
            Optional<String> kept = Files.exists(git, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Aside.move(parts, held, git, "git"))
                    : Optional.empty();
            Files.move(fresh, git, StandardCopyOption.ATOMIC_MOVE);
            held.start();
            held.own();
            held.fillSubmodules();
            if (!wasUp) {
                held.stop();
            }
            return kept;
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + git + " again: " + e, e);
        }
    }

    private static void make(GitRepository repository, World world, Path fresh, DataDirectory data) {
        InstanceRecord instance = world.record();
        try {
            DurableFiles.delete(fresh);
            DurableFiles.directory(fresh);
            repository
                    .repair()
                    .recreatePrivateGit(
                            instance.id(),
                            instance.branch(),
                            instance.worktree(),
                            fresh,
                            data.pointerOf(instance.id()));
            repository
                    .submodules()
                    .createGit(
                            Submodules.read(data.submodulesOf(instance.id())),
                            fresh,
                            world.layout().workspace());
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + fresh + ": " + e, e);
        }
    }
}
