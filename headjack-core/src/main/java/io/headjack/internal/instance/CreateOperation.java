package io.headjack.internal.instance;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.catalog.ImageOrigin;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.catalog.WorkspaceSpec;
import io.headjack.internal.git.BranchPlan;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.Submodule;
import io.headjack.internal.git.Submodules;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.provider.Runtimes;
import io.headjack.spi.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Makes an instance: record, worktree, directories, volume, container beside the files, private git. */
final class CreateOperation {
    private final Parts parts;
    private final FittingImages images;
    private final StartOperation start;
    private final RemoveOperation remove;

    CreateOperation(Parts parts, FittingImages images, StartOperation start, RemoveOperation remove) {
        this.parts = parts;
        this.images = images;
        this.start = start;
        this.remove = remove;
    }

    void run(OperationLock lock, GitRepository repository, InstanceId id, BranchName branch, CreateSpec asked) {
        asked.fetch().ifPresent(remote -> {
            lock.note("fetch");
            repository.fetch(remote, parts.progress());
        });
        BranchPlan plan = repository.plan(branch, asked.from().orElse(null));
        Described described = describe(lock, repository, id, plan, asked);
        InstanceRecord instance = described.instance;
        World world = parts.world(instance);
        Steps steps = new Steps(lock);
        // Every undo is the removal of whatever is there: nothing of it can hold work yet.
        steps.step(
                "record",
                () -> parts.catalog().update(state -> state.with(instance)),
                () -> remove.erase(step -> {}, instance, Set.of()));
        steps.step("worktree", () -> repository.addWorktree(id, plan, instance.worktree()), () -> {});
        steps.step("directories", () -> makeDirectories(world), () -> {});
        steps.step("volume", () -> parts.containers().createVolume(world, parts.catalogId()), () -> {});
        steps.step("container", () -> makeContainer(repository, plan, described.submodules, world), () -> {});
        steps.step("start", () -> start.startMade(world), () -> {});
        if (world.isolated() && !described.root) {
            steps.step("own", () -> start.own(world), () -> {});
        }
        if (!described.submodules.isEmpty()) {
            steps.step("submodules", () -> start.fillSubmodules(world, true), () -> {});
        }
        steps.step("commit", () -> parts.catalog().update(state -> state.with(instance.phase(Phase.READY))), () -> {});
    }

    private Described describe(
            OperationLock lock, GitRepository repository, InstanceId id, BranchPlan plan, CreateSpec asked) {
        Path worktree = repository.worktreePath(parts.data().worktrees(), plan.branch());
        repository.checkPlace(plan.branch(), worktree);
        Runtimes.Chosen chosen = parts.runtimes().choose();
        Containers.checkMounts(
                asked.on("", new ImageOrigin("", Optional.empty())),
                chosen.info(),
                List.of(parts.data().root(), repository.commonDirectory(), repository.root(), worktree));
        String user = null;
        String home = "";
        String named = asked.image().image().orElse("local");
        WorkspaceSpec spec = asked.on(named, new ImageOrigin(named, Optional.empty()));
        boolean root = false;
        List<Submodule> submodules = List.of();
        if (asked.submodules()) {
            refuseSubmodules(plan, worktree, chosen.info().isolation());
            submodules = repository.submodules().plan(plan.branch(), plan.startCommit());
        }
        if (chosen.info().isolation() == Isolation.CONTAINER) {
            repository.checkFilters(plan);
            user = HostUser.of(parts.data()).insideOf(chosen.info());
            // A container for a moment may look into it.
            lock.note("image");
            FittingImages.Fitting image = images.find(id, chosen.runtime(), chosen.info(), asked.image(), user);
            spec = asked.on(image.reference(), image.origin());
            home = image.facts().home();
            root = image.facts().root();
        }
        Instant now = parts.clock().instant();
        InstanceRecord instance = new InstanceRecord(
                id,
                Phase.CREATING,
                repository.id(),
                repository.commonDirectory(),
                repository.root(),
                plan.branch(),
                plan.createsBranch(),
                plan.startCommit(),
                worktree,
                chosen.info().id(),
                InstanceNames.container(id, plan.branch()),
                user,
                home,
                spec,
                now,
                now,
                List.of(),
                Map.of());
        return new Described(instance, root, submodules);
    }

    /** On the host their files would be written by a git that runs what the host has configured for each of them. */
    private static void refuseSubmodules(BranchPlan plan, Path worktree, Isolation isolation) {
        if (isolation != Isolation.CONTAINER) {
            throw new UnsupportedException(
                    "branch \"" + plan.branch() + "\" cannot have its submodules filled by Headjack"
                            + " without a container; ask without submodules(), then run git submodule update --init with the"
                            + " paths of those that are needed in " + worktree);
        }
    }

    private void makeDirectories(World world) {
        InstanceId id = world.record().id();
        try {
            DurableFiles.directory(parts.data().logsOf(id));
            if (world.isolated()) {
                DurableFiles.directory(parts.data().privateGitOf(id));
                // What is mounted must exist before its content is known: it is filled in place.
                Files.createFile(parts.data().pointerOf(id));
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot make the directories of instance " + id + ": " + e, e);
        }
    }

    /**
     * Makes the container while git writes the files and what the instance's git is to find. It is started when all of
     * that is there: what an image runs could put links where the host is about to write.
     */
    private void makeContainer(GitRepository repository, BranchPlan plan, List<Submodule> submodules, World world) {
        CompletableFuture<Void> files =
                CompletableFuture.runAsync(() -> makeFiles(repository, plan, submodules, world), parts.workers());
        RuntimeException failure = null;
        try {
            start.make(world);
        } catch (RuntimeException e) {
            failure = e;
        }
        try {
            Futures.join(files);
        } catch (RuntimeException e) {
            if (failure == null) {
                failure = e;
            } else {
                failure.addSuppressed(e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void makeFiles(GitRepository repository, BranchPlan plan, List<Submodule> submodules, World world) {
        InstanceRecord instance = world.record();
        repository.checkout(instance.branch(), instance.worktree(), parts.progress());
        if (world.isolated()) {
            repository.createPrivateGit(
                    instance.id(),
                    plan,
                    instance.worktree(),
                    parts.data().privateGitOf(instance.id()),
                    parts.data().pointerOf(instance.id()));
            repository
                    .submodules()
                    .createGit(
                            submodules,
                            parts.data().privateGitOf(instance.id()),
                            world.layout().workspace());
            Submodules.write(parts.data().submodulesOf(instance.id()), submodules);
        }
    }

    /** What is to be made, whether it is root that works in it, and what is to be in its submodules. */
    private record Described(InstanceRecord instance, boolean root, List<Submodule> submodules) {}
}
