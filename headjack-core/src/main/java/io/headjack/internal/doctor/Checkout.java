package io.headjack.internal.doctor;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.git.GitRepository;
import io.headjack.internal.git.WorkspaceGit;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Brings back a worktree that is gone: first the files of the host's branch, then what git inside has. The files are
 * written elsewhere and moved as a whole, so that there is never half a worktree.
 */
final class Checkout implements Cure {
    private final Parts parts;
    private final GitRepository repository;

    Checkout(Parts parts, GitRepository repository) {
        this.parts = parts;
        this.repository = repository;
    }

    @Override
    public Optional<String> apply(HeldInstance held) {
        InstanceRecord instance = held.record();
        boolean wasUp = held.stop();
        held.step("files", () -> writeFiles(instance));
        held.step("worktree", () -> repository.repair().registerWorktree(instance.branch(), instance.worktree()));
        boolean whole = PrivateGitCheck.problemOf(parts.data().privateGitOf(instance.id()))
                .isEmpty();
        if (held.world().isolated() && whole) {
            held.start();
            held.step(
                    "index",
                    () -> held.inside(side -> {
                        WorkspaceGit.checkoutIndex(side, held.world().layout().workspace());
                        return side;
                    }));
            held.fillSubmodules();
            held.collect();
            if (!wasUp) {
                held.stop();
            }
        } else if (wasUp) {
            held.start();
        }
        return Optional.empty();
    }

    private void writeFiles(InstanceRecord instance) {
        Path files = parts.data().temporary().resolve("worktree-" + instance.id());
        Path index = parts.data().temporary().resolve("index-" + instance.id() + "-worktree");
        try {
            DurableFiles.delete(files);
            DurableFiles.delete(index);
            Files.createDirectory(files);
            repository.repair().writeFiles(instance.branch(), files, index);
            DurableFiles.delete(index);
            DurableFiles.directory(DurableFiles.parent(instance.worktree()));
            Files.move(files, instance.worktree(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OperationFailedException("cannot write the worktree " + instance.worktree() + ": " + e, e);
        }
    }
}
