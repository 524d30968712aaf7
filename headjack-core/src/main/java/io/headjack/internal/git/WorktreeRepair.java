package io.headjack.internal.git;

import io.headjack.BranchName;
import io.headjack.error.ConflictException;
import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/** Puts back what is missing of a linked worktree. Deletes nothing, and writes over nothing but git's own files. */
final class WorktreeRepair {
    private static final int MOST_NAMES = 1_000;

    private final GitInvoker git;
    private final Layout layout;
    private final Worktrees worktrees;
    private final CheckedOut checkedOut;

    WorktreeRepair(GitInvoker git, Layout layout, Worktrees worktrees, CheckedOut checkedOut) {
        this.git = git;
        this.layout = layout;
        this.worktrees = worktrees;
        this.checkedOut = checkedOut;
    }

    /** Registers the worktree again and writes its {@code .git}; a directory that is gone is made, without files. */
    void register(BranchName branch, Path worktree) {
        try {
            Files.createDirectories(worktree);
            Optional<Administration> known =
                    Administration.of(layout, worktree).stream().findFirst();
            checkedOut.refuse(branch, known.map(Administration::directory));
            Administration administration = known.isPresent() ? known.get() : administer(branch, worktree);
            if (!administration.isPointedTo()) {
                point(administration);
            }
            if (known.isEmpty()) {
                git.at(administration.directory(), worktree.toAbsolutePath())
                        .run("reset", "--quiet", "--mixed", "--no-recurse-submodules");
                worktrees.skipGitlinks(worktree);
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot register the worktree " + worktree + " again: " + e, e);
        }
    }

    private Administration administer(BranchName branch, Path worktree) throws IOException {
        Path pointer = Administration.realParent(worktree).resolve(".git");
        Files.createDirectories(layout.administrations());
        Path directory = freeName(pointer);
        Files.createDirectory(directory);
        Files.writeString(directory.resolve("commondir"), "../..\n");
        Files.writeString(directory.resolve("gitdir"), pointer + "\n");
        // Last, as it is what makes a git directory of it.
        Files.writeString(directory.resolve("HEAD"), "ref: refs/heads/" + branch + "\n");
        return new Administration(directory, pointer);
    }

    /** The name that the worktree's own file says, where that is free; then that file can stay as it is. */
    private Path freeName(Path pointer) {
        String prefix = "gitdir: " + layout.administrations() + "/";
        Optional<Path> said = Administration.read(pointer)
                .filter(text -> text.startsWith(prefix))
                .map(text -> text.substring(prefix.length()))
                .filter(name -> name.matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
                .map(layout.administrations()::resolve);
        if (said.isPresent() && !Files.exists(said.get(), LinkOption.NOFOLLOW_LINKS)) {
            return said.get();
        }
        Path parent = pointer.getParent();
        String name = parent == null ? "worktree" : String.valueOf(parent.getFileName());
        for (int i = 1; i < MOST_NAMES; i++) {
            Path free = layout.administrations().resolve(i == 1 ? name : name + i);
            if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
                return free;
            }
        }
        throw new ConflictException("there is no free name left in " + layout.administrations());
    }

    /**
     * Writes in place where there is a file: on another one a container's mount would not lie any more. Anything else that
     * has come there is kept beside it.
     */
    void point(Administration administration) throws IOException {
        Path pointer = administration.pointer();
        if (Files.exists(pointer, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(pointer, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(pointer, free(pointer), StandardCopyOption.ATOMIC_MOVE);
        }
        byte[] text = ("gitdir: " + administration.directory() + "\n").getBytes(StandardCharsets.UTF_8);
        try (var out = Channels.newOutputStream(Files.newByteChannel(
                pointer,
                Set.of(
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS)))) {
            out.write(text);
        }
    }

    private static Path free(Path pointer) {
        for (int i = 1; i < MOST_NAMES; i++) {
            Path free = pointer.resolveSibling("git-replaced-" + i);
            if (!Files.exists(free, LinkOption.NOFOLLOW_LINKS)) {
                return free;
            }
        }
        throw new ConflictException(pointer + " is not a file; look at it, and move it away");
    }

    /** Brings a worktree back to where it belongs. */
    void moveBack(Path from, Path to) {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new ConflictException(
                    to + " is in the way of the worktree that was moved to " + from + "; move it away");
        }
        Path pointer = Administration.realParent(to).resolve(".git");
        try {
            Files.createDirectories(Optional.ofNullable(to.getParent()).orElse(to));
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            for (Administration each : Administration.of(layout, from)) {
                Path gitdir = each.directory().resolve("gitdir.headjack");
                Files.writeString(gitdir, pointer + "\n");
                Files.move(gitdir, each.directory().resolve("gitdir"), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new OperationFailedException(
                    "cannot move the worktree " + from + " back to " + to + ": " + e + "; move it by hand", e);
        }
    }
}
