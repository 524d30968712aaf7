package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the doctor asks of a repository, and mends in it. Blocking, thread-safe. */
public final class RepositoryRepair {
    private final GitRepository repository;
    private final GitInvoker git;
    private final Layout layout;
    private final HostRefs refs;
    private final CheckedOut checkedOut;
    private final Worktrees worktrees;
    private final HostBranch hostBranch;

    RepositoryRepair(
            GitRepository repository,
            GitInvoker git,
            Layout layout,
            HostRefs refs,
            CheckedOut checkedOut,
            Worktrees worktrees,
            HostBranch hostBranch) {
        this.repository = repository;
        this.git = git;
        this.layout = layout;
        this.refs = refs;
        this.checkedOut = checkedOut;
        this.worktrees = worktrees;
        this.hostBranch = hostBranch;
    }

    /**
     * Lists the linked worktrees that the repository knows of. Runs no git.
     *
     * @return in no particular order
     */
    public List<LinkedWorktree> linkedWorktrees() {
        return Administration.list(layout).stream().map(LinkedWorktree::of).toList();
    }

    /**
     * Registers a worktree of an instance again, in the repository and by its {@code .git}. A directory that is gone is
     * made, and stays without files until {@link GitRepository#checkout}. Safe to repeat.
     *
     * @param branch its branch, which must exist
     * @param worktree its worktree
     * @throws io.headjack.error.BranchInUseException if the branch is checked out elsewhere
     */
    public void registerWorktree(BranchName branch, Path worktree) {
        repository.exclusively(() -> {
            new WorktreeRepair(git, layout, worktrees, checkedOut).register(branch, worktree);
            return true;
        });
    }

    /**
     * Tells whether the repository knows of a worktree and has a branch checked out in it.
     *
     * @param worktree the worktree
     * @param branch the branch
     * @return whether it does
     */
    public boolean hasWorktree(Path worktree, BranchName branch) {
        Optional<String> head = Optional.of("refs/heads/" + branch);
        return linkedWorktrees().stream()
                .anyMatch(each -> each.path().equals(worktree) && each.head().equals(head));
    }

    /**
     * Tells whether the {@code .git} in a directory is the one of a worktree that this repository has elsewhere.
     *
     * @param directory the directory
     * @param worktree the worktree
     * @return whether it is
     */
    public boolean saysToBe(Path directory, Path worktree) {
        Optional<String> said = Administration.read(directory.resolve(".git"));
        return Administration.of(layout, worktree).stream()
                .anyMatch(each -> said.equals(Optional.of("gitdir: " + each.directory())));
    }

    /**
     * Writes the files of a branch into a directory that is no worktree yet.
     *
     * @param branch the branch
     * @param directory an empty directory
     * @param index a path where nothing is, for an index that is not needed afterwards
     */
    public void writeFiles(BranchName branch, Path directory, Path index) {
        git.at(layout.common(), directory)
                .environment("GIT_INDEX_FILE", index.toString())
                .timeout(Worktrees.CHECKOUT)
                .run("read-tree", "--reset", "-u", "--no-recurse-submodules", "refs/heads/" + branch);
    }

    /**
     * Has the index of a worktree follow its branch, which was moved forward by somebody, unless anything is staged there.
     *
     * @param branch the branch
     * @param worktree the worktree
     * @param from where the branch was
     */
    public void followBranch(BranchName branch, Path worktree, String from) {
        hostBranch.follow(branch, worktree, from);
    }

    /**
     * Makes the git directory of an instance again from what the host has: the branch, and what was collected.
     *
     * @param id the instance
     * @param branch its branch
     * @param worktree its worktree
     * @param privateGitDirectory an empty directory
     * @param pointerFile the file that points to it inside
     */
    public void recreatePrivateGit(
            InstanceId id, BranchName branch, Path worktree, Path privateGitDirectory, Path pointerFile) {
        String commit = repository
                .branchCommit(branch)
                .orElseThrow(() -> new NotFoundException(
                        "branch \"" + branch + "\" of instance " + id + " does not exist any more; make it again"));
        repository.createPrivateGit(
                id,
                new BranchPlan(branch, commit, false, Optional.empty()),
                worktree,
                privateGitDirectory,
                pointerFile);
    }

    /**
     * Tells whether a pointer file holds what it should.
     *
     * @param pointerFile the file
     * @return false if it holds anything else, or is gone
     */
    public static boolean isPrivatePointer(Path pointerFile) {
        return Administration.read(pointerFile).equals(Optional.of(PrivateGit.POINTER));
    }

    /**
     * Writes a pointer file, in place where there is one.
     *
     * @param pointerFile the file
     */
    public static void writePrivatePointer(Path pointerFile) {
        try {
            Files.writeString(pointerFile, PrivateGit.POINTER + "\n");
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + pointerFile + ": " + e, e);
        }
    }

    /**
     * Moves a worktree back to where it belongs. Safe to repeat.
     *
     * @param from where it is
     * @param to where it belongs, and where nothing is
     */
    public void moveWorktree(Path from, Path to) {
        repository.exclusively(() -> {
            new WorktreeRepair(git, layout, worktrees, checkedOut).moveBack(from, to);
            return true;
        });
    }

    /**
     * Makes an instance's branch again, where it was last collected or seen.
     *
     * @param id the instance
     * @param branch its branch, which must not exist
     * @param worktree its worktree
     * @param baseCommit where it began
     * @return the commit that it is at now
     */
    public String restoreBranch(InstanceId id, BranchName branch, Path worktree, String baseCommit) {
        return repository.exclusively(() -> new BranchRepair(refs, layout).restore(id, branch, worktree, baseCommit));
    }

    /**
     * Deletes the refs that were kept for an instance that is gone; what no other ref holds is kept on as a salvage.
     *
     * @param id the instance
     * @param now the time for the salvage's name
     * @return the beginning of the salvage's refs, or empty if none was needed
     */
    public Optional<String> salvageRefs(InstanceId id, Instant now) {
        return repository.exclusively(() -> new BranchRepair(refs, layout).release(id, now));
    }

    /** What the {@code .git} of a worktree names, which an instance may have written. */
    private static Optional<Path> administrationOf(Path worktree) {
        try {
            return Administration.read(worktree.resolve(".git"))
                    .filter(text -> text.startsWith("gitdir: /"))
                    .map(text -> Path.of(text.substring("gitdir: ".length())).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Finds the repository that a worktree says it belongs to.
     *
     * @param worktree the worktree
     * @return its common git directory, which need not exist
     */
    public static Optional<Path> commonDirectoryOf(Path worktree) {
        return administrationOf(worktree)
                .map(Path::getParent)
                .filter(worktrees -> worktrees.endsWith("worktrees"))
                .map(Path::getParent);
    }

    /**
     * Tells whether the {@code .git} of a worktree leads to where the host keeps this worktree, or kept it. Runs no git.
     *
     * @param worktree the worktree
     * @param common the common git directory of its repository, as far as it is known
     * @param data where instances write
     * @return whether it does
     */
    public static boolean leadsToItsRepository(Path worktree, Path common, Path data) {
        Optional<Path> administration = administrationOf(worktree);
        Optional<Path> said = commonDirectoryOf(worktree);
        if (administration.isEmpty()
                || said.isEmpty()
                || said.get().startsWith(data)
                || said.get().startsWith(worktree)) {
            return false;
        }
        Optional<String> back = Administration.read(administration.get().resolve("gitdir"));
        if (back.isEmpty()) {
            // It was pruned, or the repository is not where it was.
            return said.get().equals(common);
        }
        Path pointer = administration.get().resolve(back.get()).normalize();
        return pointer.equals(Administration.realParent(worktree).resolve(".git"));
    }

    /**
     * Reads of which branch a salvage is.
     *
     * @param object the salvage
     * @return the branch, or empty if it is no salvage
     */
    public Optional<BranchName> salvagedBranch(String object) {
        return Salvager.branchOf(refs.reader(), object);
    }

    /**
     * Deletes a ref if it is still what it was.
     *
     * @param ref its full name
     * @param object what it points to
     */
    public void deleteRef(String ref, String object) {
        refs.update(List.of("delete " + ref + " " + object));
    }
}
