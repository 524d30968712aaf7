package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.error.WorkWouldBeLostException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.Salvage;
import io.headjack.internal.git.Submodule;
import io.headjack.internal.git.SubmoduleWork;
import io.headjack.internal.git.Submodules;
import io.headjack.internal.os.DurableFiles;
import io.headjack.spi.ContainerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Removes an instance, after making sure that nothing of worth goes with it. */
final class RemoveOperation {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Parts parts;
    private final StopOperation stop;
    private final CollectOperation collect;
    private final Ownership ownership;

    RemoveOperation(Parts parts, StopOperation stop, CollectOperation collect) {
        this.parts = parts;
        this.stop = stop;
        this.collect = collect;
        this.ownership = new Ownership(parts);
    }

    Removed run(OperationLock lock, InstanceRecord instance, Set<RemoveOption> options) {
        World world = parts.world(instance);
        boolean discard = options.contains(RemoveOption.DISCARD_WORK);
        Optional<ContainerInfo> up = world.container().filter(StopOperation::isUp);
        if (up.isPresent() && !options.contains(RemoveOption.STOP_SESSIONS)) {
            refuseWhileSessionsRun(world);
        }
        lock.note("check");
        if (!discard) {
            refuseLoss(world);
        }
        if (up.isPresent()) {
            lock.note("end programs");
            stop.endPrograms(world, up.get(), GRACE);
            // Whatever was committed or written since the first look is seen now, when nothing writes any more.
            if (!discard) {
                refuseLoss(world);
            }
        }
        Kept kept = Kept.NOTHING;
        if (discard || !hasWorktree(instance)) {
            lock.note("salvage");
            kept = salvage(world);
        }
        lock.note("record");
        parts.catalog()
                .update(state -> state.with(instance.phase(
                        options.contains(RemoveOption.KEEP_LOGS) ? Phase.REMOVING_BUT_LOGS : Phase.REMOVING)));
        boolean branchDeleted = erase(lock::note, instance, options);
        return new Removed(instance.id(), branchDeleted, kept.ref, kept.left);
    }

    /** Takes away what a dead process left half-made or half-removed: what is of worth was looked after by then. */
    Removed finish(OperationLock lock, InstanceRecord instance, Set<RemoveOption> options) {
        return new Removed(instance.id(), erase(lock::note, instance, options), Optional.empty(), List.of());
    }

    private void refuseWhileSessionsRun(World world) {
        List<String> running = SessionStates.running(parts, world);
        if (!running.isEmpty()) {
            throw new ConflictException("branch \"" + world.record().branch() + "\" has running sessions: "
                    + String.join(", ", running) + "; stop them, or remove with STOP_SESSIONS");
        }
    }

    private void refuseLoss(World world) {
        List<String> work = work(world).lines;
        if (!work.isEmpty()) {
            throw new WorkWouldBeLostException(
                    "removing the instance of branch \"" + world.record().branch() + "\" would lose work: "
                            + String.join("; ", work)
                            + ". Commit or move it, or remove with DISCARD_WORK, which salvages it first",
                    work);
        }
    }

    /** What would be lost, and the submodules of it that have commits which a salvage does not hold. */
    private record Work(List<String> lines, List<Submodule> unsaved) {}

    private Work work(World world) {
        InstanceRecord instance = world.record();
        if (!hasWorktree(instance)) {
            return new Work(insideWithoutWorktree(instance), List.of());
        }
        collect.run(world);
        GitRepository repository = parts.repository(instance);
        List<Submodule> given = Submodules.read(parts.data().submodulesOf(instance.id()));
        SubmoduleWork submodules = given.isEmpty()
                ? SubmoduleWork.NONE
                : collect.inside(
                        world,
                        side -> repository
                                .submodules()
                                .work(given, side, world.layout().workspace()));
        return new Work(
                repository.work(instance.id(), instance.branch(), instance.worktree(), submodules),
                submodules.unsaved());
    }

    private static boolean hasWorktree(InstanceRecord instance) {
        return Files.isDirectory(instance.worktree());
    }

    /** Without its worktree nobody can work in an instance, and nobody knows what its git has that the host does not. */
    private List<String> insideWithoutWorktree(InstanceRecord instance) {
        return Files.exists(parts.data().privateGitOf(instance.id()), LinkOption.NOFOLLOW_LINKS)
                ? List.of("what git inside has, which cannot be looked at, as the worktree " + instance.worktree()
                        + " is gone: put it back, or have the doctor check it out again")
                : List.of();
    }

    /** Where discarded work is now, and what of it is not there. */
    private record Kept(Optional<String> ref, List<String> left) {
        static final Kept NOTHING = new Kept(Optional.empty(), List.of());
    }

    private Kept salvage(World world) {
        InstanceRecord instance = world.record();
        if (!hasWorktree(instance)) {
            return salvageWithoutWorktree(instance);
        }
        List<String> left = new ArrayList<>();
        try {
            Work work = work(world);
            if (work.lines.isEmpty()) {
                return Kept.NOTHING;
            }
            if (!work.unsaved.isEmpty()) {
                Path kept = setAside(instance);
                work.unsaved.forEach(each -> left.add("commits of submodule " + each.printable() + " (they are kept in "
                        + kept.resolve(each.directory()) + ")"));
            }
        } catch (UnsupportedException | OperationFailedException | HeadjackTimeoutException e) {
            // What cannot be collected or looked at must not keep anybody from removing it.
            Path kept = setAside(instance);
            left.add("what git inside has, commits too, is kept as it is at " + kept + ", as it cannot be taken: "
                    + e.getMessage());
        }
        Salvage salvage = parts.repository(instance)
                .salvage(
                        instance.id(),
                        instance.branch(),
                        instance.worktree(),
                        parts.clock().instant());
        left.addAll(salvage.notSalvaged());
        return new Kept(Optional.of(salvage.ref()), left);
    }

    private Kept salvageWithoutWorktree(InstanceRecord instance) {
        List<String> left = new ArrayList<>();
        if (!insideWithoutWorktree(instance).isEmpty()) {
            left.add("what git inside has, commits too, is kept as it is at " + setAside(instance)
                    + ", as the worktree is gone");
        }
        Optional<String> refs = Files.exists(instance.repository())
                ? parts.repository(instance)
                        .repair()
                        .salvageRefs(instance.id(), parts.clock().instant())
                : Optional.empty();
        return new Kept(refs, left);
    }

    /** Where the doctor finds it, and deletes it when it is old. */
    private Path setAside(InstanceRecord instance) {
        Path git = parts.data().privateGitOf(instance.id());
        try {
            Path kept = DurableFiles.directory(parts.data().aside())
                    .resolve(instance.id() + "-git-"
                            + Salvage.stamp(parts.clock().instant()));
            if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(git, kept, StandardCopyOption.ATOMIC_MOVE);
            }
            return kept;
        } catch (IOException e) {
            throw new OperationFailedException("cannot set " + git + " aside: " + e, e);
        }
    }

    /**
     * Takes away whatever there is of an instance, in whatever state it is; safe to repeat.
     *
     * @param journal takes each step before it is done
     * @return whether the branch is gone too
     */
    boolean erase(Consumer<String> journal, InstanceRecord instance, Set<RemoveOption> options) {
        InstanceId id = instance.id();
        World world = parts.world(instance);
        parts.terminals().drop(id);
        journal.accept("erase container");
        Leftovers.removeOneShots(world.runtime(), id);
        world.container().ifPresent(container -> world.runtime().remove(container.id()));
        journal.accept("erase volume");
        parts.containers().removeVolume(world);
        journal.accept("erase worktree");
        // A repository that is gone took its branches and refs along.
        Optional<GitRepository> repository =
                Files.exists(instance.repository()) ? Optional.of(parts.repository(instance)) : Optional.empty();
        repository.ifPresent(there ->
                ownership.deleting(world, instance.worktree(), () -> there.removeWorktree(instance.worktree())));
        journal.accept("erase branch");
        boolean branchDeleted = instance.branchMade()
                && repository
                        .filter(there -> there.deleteBranchIfUnchanged(instance.branch(), instance.baseCommit()))
                        .isPresent();
        journal.accept("erase refs");
        repository.ifPresent(there -> {
            there.releaseRefs(id);
            there.removeBrokenCollects(id);
        });
        journal.accept("erase files");
        delete(world, parts.data().privateOf(id));
        if (!options.contains(RemoveOption.KEEP_LOGS) && instance.phase() != Phase.REMOVING_BUT_LOGS) {
            delete(world, parts.data().logsOf(id));
        }
        if (!world.isolated()) {
            delete(Path.of(world.socket()));
            instance.sessions().forEach(each -> delete(Path.of(world.layout().prompt(each.id()))));
        }
        journal.accept("erase record");
        parts.catalog().update(state -> state.without(id));
        return branchDeleted;
    }

    private void delete(World world, Path path) {
        ownership.deleting(world, path, () -> delete(path));
    }

    private static void delete(Path path) {
        try {
            DurableFiles.delete(path);
        } catch (IOException e) {
            throw new OperationFailedException("cannot delete " + path + ": " + e + "; delete it and remove again", e);
        }
    }
}
