package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.Collected;
import io.headjack.InstanceId;
import io.headjack.Progress;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.NotFoundException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A repository of the host, and what instances need of it. Blocking, thread-safe. */
public final class GitRepository {
    private final GitInvoker git;
    private final Layout layout;
    private final ReentrantLock lock;
    private final HostRefs refs;
    private final CheckedOut checkedOut;
    private final Worktrees worktrees;
    private final HostBranch hostBranch;
    private final Path temporaryDirectory;

    GitRepository(GitInvoker git, Layout layout, Path temporaryDirectory, ReentrantLock lock, AtomicInteger questions) {
        this.git = git;
        this.layout = layout;
        this.lock = lock;
        this.temporaryDirectory = temporaryDirectory;
        this.refs =
                new HostRefs(git, layout, new HostReader(new NativeReader(git.at(layout.common())), layout, questions));
        this.checkedOut = new CheckedOut(layout);
        this.worktrees = new Worktrees(git, layout, refs, checkedOut);
        this.hostBranch = new HostBranch(refs, worktrees);
    }

    /**
     * Returns what the doctor works with.
     *
     * @return questions about this repository, and repairs of it
     */
    public RepositoryRepair repair() {
        return new RepositoryRepair(this, git, layout, refs, checkedOut, worktrees, hostBranch);
    }

    /**
     * Returns what gives instances the content of submodules.
     *
     * @return questions about this repository's submodules, and their git directories
     */
    public Submodules submodules() {
        return new Submodules(git, layout);
    }

    /**
     * Returns the common git directory, which is what names a repository.
     *
     * @return its real path
     */
    public Path commonDirectory() {
        return layout.common();
    }

    /**
     * Returns the main worktree, or the repository itself when it is bare.
     *
     * @return its real path
     */
    public Path root() {
        return layout.root();
    }

    /**
     * Returns a name for directories: readable, and different for each repository of this host.
     *
     * @return the name, a dash and eight hexadecimal digits
     */
    public String id() {
        return DirectoryNames.ofRepository(layout.root(), layout.common());
    }

    /**
     * Fetches from a remote, with the credentials that the host's user has configured and without asking anybody. Takes
     * ten minutes at most.
     *
     * @param remote the name of a configured remote
     * @param progress is told how far it is
     * @throws NotFoundException if there is no such remote
     * @throws io.headjack.error.UnsupportedException if it would write over the repository's own branches
     * @throws io.headjack.error.OperationFailedException if git fails, or does not end in time
     */
    public void fetch(String remote, Consumer<Progress> progress) {
        new RemoteFetch(git, layout, temporaryDirectory, RemoteFetch.LONGEST).run(remote, progress);
    }

    /**
     * Decides how a branch gets a worktree. Changes nothing.
     *
     * @param branch the branch
     * @param from where it starts if it has to be made, or null for the repository's HEAD
     * @return the plan
     * @throws io.headjack.error.BranchInUseException if it is checked out somewhere
     * @throws io.headjack.error.ConflictException if git cannot have this name beside another branch's
     * @throws io.headjack.error.InvalidRequestException if several remotes have it and {@code from} does not say which,
     *     {@code from} is ambiguous, or the repository has no commits
     * @throws NotFoundException if {@code from} names no commit
     */
    public BranchPlan plan(BranchName branch, @Nullable String from) {
        return new BranchPlanner(refs, checkedOut, git.at(layout.common())).plan(branch, from);
    }

    /**
     * Says where a branch's worktree belongs.
     *
     * @param gitDataDirectory the directory of all worktrees
     * @param branch the branch
     * @return a path that no other branch or repository has
     */
    public Path worktreePath(Path gitDataDirectory, BranchName branch) {
        return gitDataDirectory.resolve(id()).resolve(DirectoryNames.ofBranch(branch));
    }

    /**
     * Looks whether a git inside can work with the files of a plan.
     *
     * @param plan the plan
     * @throws io.headjack.error.UnsupportedException if programs of the host convert them, as Git LFS does
     */
    public void checkFilters(BranchPlan plan) {
        new ContentFilters(git.at(layout.common()), layout).refuse(plan.branch(), plan.startCommit());
    }

    /**
     * Looks whether a worktree can be made at a place.
     *
     * @param branch its branch
     * @param worktree the place
     * @throws io.headjack.error.ConflictException if something else than an empty directory is there
     */
    public void checkPlace(BranchName branch, Path worktree) {
        Worktrees.refuseTaken(branch, worktree);
    }

    /**
     * Makes the branch if planned, and its worktree without files. When this fails nothing is left.
     *
     * @param id the instance that it is for
     * @param plan the plan
     * @param worktree a path where nothing is, or an empty directory
     * @throws io.headjack.error.ConflictException if something is there already
     */
    public void addWorktree(InstanceId id, BranchPlan plan, Path worktree) {
        exclusively(() -> {
            worktrees.add(id, plan, worktree);
            return true;
        });
    }

    /**
     * Writes the files of a worktree, and has the host's git look into none of its submodules.
     *
     * @param branch the branch that it is of
     * @param worktree the worktree
     * @param progress is told how many files there are by now
     */
    public void checkout(BranchName branch, Path worktree, Consumer<Progress> progress) {
        worktrees.checkout(worktree, new CheckoutProgress(branch.value(), progress));
    }

    /**
     * Writes the git directory that the instance works with, and the file that points to it. To be called after {@link
     * #checkout} and before any program ran inside. What is left when this fails is the caller's to delete.
     *
     * @param id the instance
     * @param plan the plan that its worktree was made by
     * @param worktree its worktree
     * @param privateGitDirectory an empty directory, or a path where nothing is
     * @param pointerFile the file to write
     */
    public void createPrivateGit(
            InstanceId id, BranchPlan plan, Path worktree, Path privateGitDirectory, Path pointerFile) {
        new PrivateGit(git, layout, refs)
                .create(id, plan, worktrees.administration(worktree), worktree, privateGitDirectory, pointerFile);
    }

    /**
     * Removes a worktree, files and administration, whichever of them is there. Follows no link and reads nothing in it.
     *
     * @param worktree the worktree
     */
    public void removeWorktree(Path worktree) {
        worktrees.removeFiles(worktree);
        exclusively(() -> {
            worktrees.unregister(worktree);
            return true;
        });
    }

    /**
     * Deletes a branch with its configuration, if it is still at a commit and checked out nowhere.
     *
     * @param branch the branch
     * @param commit where it has to be
     * @return whether it was deleted
     */
    public boolean deleteBranchIfUnchanged(BranchName branch, String commit) {
        return exclusively(() -> worktrees.deleteBranchIfUnchanged(branch, commit));
    }

    /**
     * Brings the host's index to where the branch is, if a process died between the two.
     *
     * @param id the instance
     * @param branch its branch
     * @param worktree its worktree
     */
    public void finishBrokenCollect(InstanceId id, BranchName branch, Path worktree) {
        hostBranch.finishInterrupted(id, branch, worktree);
    }

    /**
     * Throws away what a process left that died while it collected. What had arrived whole is not in it any more.
     *
     * @param id the instance
     */
    public void removeBrokenCollects(InstanceId id) {
        Quarantine.removeLeft(layout, id);
    }

    /**
     * Deletes the refs that were kept for an instance. Salvages stay.
     *
     * @param id the instance
     */
    public void releaseRefs(InstanceId id) {
        refs.update(refs.list(HostRefs.own(id)).keySet().stream()
                .map(ref -> "delete " + ref)
                .toList());
    }

    /**
     * Looks up where a branch is.
     *
     * @param branch the branch
     * @return its commit, or empty if there is no such branch
     */
    public Optional<String> branchCommit(BranchName branch) {
        return refs.commit("refs/heads/" + branch);
    }

    /**
     * Brings what was committed inside to the host. When this fails the host's refs and files are as before.
     *
     * @param id the instance
     * @param branch its branch
     * @param worktree its worktree
     * @param inside where its git works
     * @param progress is told how much has arrived
     * @return what it brought
     * @throws io.headjack.error.UnsupportedException if what is inside cannot be taken
     */
    public Collected collect(
            InstanceId id, BranchName branch, Path worktree, AgentSide inside, Consumer<Progress> progress) {
        return new Collector(git, layout, refs, hostBranch, progress).collect(id, branch, worktree, inside);
    }

    /**
     * Lists refs.
     *
     * @param prefixes what their names begin with; none for all
     * @return objects by the refs' full names
     */
    public Map<String, String> refs(String... prefixes) {
        return refs.list(prefixes);
    }

    /**
     * Tells whether one commit's history holds another.
     *
     * @param ancestor the one that may be held
     * @param descendant the other one
     * @return whether it is, or is the same
     */
    public boolean isAncestor(String ancestor, String descendant) {
        return refs.isAncestor(ancestor, descendant);
    }

    /**
     * Says what a collect would, for an instance that works in the worktree's own git: its commits are on the host's
     * branch already.
     *
     * @param id the instance
     * @param branch its branch
     * @param worktree its worktree
     * @return up to date
     */
    public Collected collectDirect(InstanceId id, BranchName branch, Path worktree) {
        String head = branchCommit(branch)
                .orElseThrow(() -> new NotFoundException("branch \"" + branch + "\" of instance " + id + " at "
                        + worktree + " does not exist any more; make it again"));
        return new Collected(Collected.Outcome.UP_TO_DATE, head, 0, List.of());
    }

    /**
     * Lists what would be lost with an instance. To be called after a collect, while nothing runs inside.
     *
     * @param id the instance
     * @param branch its branch
     * @param worktree its worktree
     * @param submodules what its submodules would lose
     * @return lines for a person, at most 200 and one that counts the others
     */
    public List<String> work(InstanceId id, BranchName branch, Path worktree, SubmoduleWork submodules) {
        return new UnsavedWork(refs, worktrees, temporaryDirectory).list(id, branch, worktree, submodules);
    }

    /**
     * Writes a commit with all files of the worktree, whose parents are all that was collected. To be called after a
     * collect, while nothing runs inside.
     *
     * @param id the instance
     * @param branch its branch
     * @param worktree its worktree
     * @param now the time for its name
     * @return the ref, and what it does not hold
     */
    public Salvage salvage(InstanceId id, BranchName branch, Path worktree, Instant now) {
        return new Salvager(git, layout, refs, worktrees).salvage(id, branch, worktree, now);
    }

    /**
     * For what changes the list of worktrees, or looks at it before a change. Git's own locks are for processes that can wait
     * and try again; threads of this one need not meet them. What is of one instance only, such as its refs, its branch and
     * its index, is changed under that instance's lock, and refs from a value that is known.
     */
    <T> T exclusively(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException(
                    "interrupted while waiting for another change of " + layout.common(), e);
        }
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
