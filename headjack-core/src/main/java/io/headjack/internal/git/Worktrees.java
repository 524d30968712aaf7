package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.TreeRemoval;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The linked worktrees of a repository: made, filled and removed. */
final class Worktrees {
    static final Duration CHECKOUT = Duration.ofMinutes(30);

    private final GitInvoker git;
    private final Layout layout;
    private final HostRefs refs;
    private final CheckedOut checkedOut;

    Worktrees(GitInvoker git, Layout layout, HostRefs refs, CheckedOut checkedOut) {
        this.git = git;
        this.layout = layout;
        this.refs = refs;
        this.checkedOut = checkedOut;
    }

    /** Makes the branch if planned, and a worktree without files. */
    void add(InstanceId id, BranchPlan plan, Path worktree) {
        checkedOut.refuse(plan.branch(), Optional.empty());
        refuseTaken(plan.branch(), worktree);
        List<String> changes = new ArrayList<>(List.of("create " + HostRefs.base(id) + "start " + plan.startCommit()));
        if (plan.createsBranch()) {
            changes.add("create refs/heads/" + plan.branch() + " " + plan.startCommit());
        }
        refs.update(changes);
        try {
            link(plan, worktree);
            if (plan.createsBranch() && plan.tracking().isPresent()) {
                git.at(layout.common())
                        .run(
                                "branch",
                                "--quiet",
                                // In full: a branch of this repository may have the same short name.
                                "--set-upstream-to=refs/remotes/"
                                        + plan.tracking().get(),
                                "--",
                                plan.branch().value());
            }
        } catch (RuntimeException e) {
            undo(id, plan, worktree, e);
            throw e;
        }
    }

    private void link(BranchPlan plan, Path worktree) {
        create(Optional.ofNullable(worktree.getParent()).orElse(worktree));
        // Detached first: a branch name that is not ASCII cannot be given to git in every locale, HEAD can be written.
        git.at(layout.common())
                .run(
                        "worktree",
                        "add",
                        "--quiet",
                        "--no-checkout",
                        "--detach",
                        "--",
                        worktree.toString(),
                        plan.startCommit());
        Administration made = administration(worktree);
        WholeCheckout.of(git, layout, made);
        Path administration = made.directory();
        try {
            Path head = administration.resolve("HEAD.headjack");
            Files.writeString(head, "ref: refs/heads/" + plan.branch() + "\n");
            Files.move(head, administration.resolve("HEAD"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write " + administration + "/HEAD: " + e.getMessage(), e);
        }
        checkedOut.refuse(plan.branch(), Optional.of(administration));
    }

    private void undo(InstanceId id, BranchPlan plan, Path worktree, RuntimeException failure) {
        attempt(failure, () -> remove(worktree));
        attempt(failure, () -> refs.update(List.of("delete " + HostRefs.base(id) + "start")));
        if (plan.createsBranch()) {
            attempt(failure, () -> deleteBranchIfUnchanged(plan.branch(), plan.startCommit()));
        }
    }

    private static void attempt(RuntimeException failure, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Throws unless nothing is there, or an empty directory. */
    static void refuseTaken(BranchName branch, Path worktree) {
        if (!Files.exists(worktree, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String what = "file";
        if (Files.isSymbolicLink(worktree)) {
            what = "link";
        } else if (Files.isDirectory(worktree, LinkOption.NOFOLLOW_LINKS)) {
            what = "full directory";
            try (Stream<Path> entries = Files.list(worktree)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            } catch (IOException e) {
                throw new OperationFailedException("cannot list " + worktree + ": " + e.getMessage(), e);
            }
        }
        throw new ConflictException("the " + what + " " + worktree + " is in the way of the worktree of branch \""
                + branch + "\"; move it away");
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new OperationFailedException("cannot make the directory " + directory + ": " + e.getMessage(), e);
        }
    }

    Administration administration(Path worktree) {
        return Administration.of(layout, worktree).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("the git repository " + layout.common()
                        + " has no worktree at " + worktree + "; run the doctor"));
    }

    /** The calls for a worktree, after a look that its {@code .git} is still git's own. */
    GitCall intact(Path worktree) {
        Administration administration = administration(worktree);
        if (!administration.isPointedTo()) {
            throw new OperationFailedException("the file " + administration.pointer()
                    + " is not what git wrote there: the boundary of the instance"
                    + " is lost; stop it and run the doctor");
        }
        return git.at(administration.directory(), worktree.toAbsolutePath());
    }

    /** Writes the files, and sees to it that git never looks into a repository that lies in the worktree. */
    void checkout(Path worktree, Predicate<String> progress) {
        intact(worktree)
                .timeout(CHECKOUT)
                .progress(progress)
                // Otherwise git is silent for two seconds.
                .environment("GIT_PROGRESS_DELAY", "0")
                .run("-c", "checkout.workers=0", "reset", "--hard", "--no-recurse-submodules");
        skipGitlinks(worktree);
    }

    void skipGitlinks(Path worktree) {
        if (mark(intact(worktree), "--skip-worktree")) {
            WorktreeSettings.stayOutOfSubmodules(git, layout, administration(worktree));
        }
    }

    /** Sets or clears the mark on each gitlink of an index; false if it has none. */
    static boolean mark(GitCall call, String mark) {
        StringBuilder gitlinks = new StringBuilder();
        for (String entry : call.run("ls-files", "--stage", "-z").records()) {
            if (entry.startsWith("160000 ")) {
                gitlinks.append(entry, entry.indexOf('\t') + 1, entry.length()).append('\0');
            }
        }
        if (!gitlinks.isEmpty()) {
            call.input(gitlinks.toString()).run("update-index", mark, "-z", "--stdin");
        }
        return !gitlinks.isEmpty();
    }

    /** Removes files and administration, whichever of them is there. */
    void remove(Path worktree) {
        removeFiles(worktree);
        unregister(worktree);
    }

    void removeFiles(Path worktree) {
        Path path = Administration.realParent(worktree);
        if (layout.common().startsWith(path) || layout.root().startsWith(path)) {
            throw new IllegalArgumentException(
                    path + " holds the repository itself and cannot be removed as a worktree");
        }
        removeTree(path);
    }

    void unregister(Path worktree) {
        Administration.of(layout, worktree).forEach(one -> removeTree(one.directory()));
        try {
            Files.deleteIfExists(layout.administrations());
        } catch (DirectoryNotEmptyException e) {
            // Other worktrees are in it.
            return;
        } catch (IOException e) {
            throw new OperationFailedException("cannot remove " + layout.administrations() + ": " + e.getMessage(), e);
        }
    }

    private static void removeTree(Path directory) {
        try {
            TreeRemoval.remove(directory);
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot remove " + directory + ": " + e + "; remove it by hand, it may belong to another user", e);
        }
    }

    boolean deleteBranchIfUnchanged(BranchName branch, String commit) {
        String ref = "refs/heads/" + branch;
        if (!commit.equals(refs.list(ref).get(ref))
                || checkedOut.place(branch, Optional.empty()).isPresent()) {
            return false;
        }
        if (!refs.tryUpdate(List.of("delete " + ref + " " + commit))) {
            return false;
        }
        forget(branch);
        return true;
    }

    private void forget(BranchName branch) {
        GitCall call = git.at(layout.common());
        String prefix = "branch." + branch + ".";
        boolean configured =
                call.attempt("config", "--local", "-z", "--name-only", "--get-regexp", "^branch\\.").records().stream()
                        .anyMatch(key -> key.startsWith(prefix) && key.indexOf('.', prefix.length()) < 0);
        if (configured) {
            call.run("config", "--local", "--remove-section", "branch." + branch);
        }
    }
}
