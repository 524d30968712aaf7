package io.headjack.internal.git;

import io.headjack.error.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gives a new worktree all files where the main one has a sparse checkout, which newer versions of git hand on. */
final class WholeCheckout {
    private WholeCheckout() {}

    static void of(GitInvoker git, Layout layout, Administration administration) {
        Path patterns = administration.directory().resolve("info/sparse-checkout");
        Path settings = administration.directory().resolve("config.worktree");
        try {
            // Without patterns everything is checked out, whatever the setting says for all worktrees.
            Files.deleteIfExists(patterns);
        } catch (IOException e) {
            throw new OperationFailedException("cannot delete " + patterns + ": " + e.getMessage(), e);
        }
        if (Files.exists(settings)) {
            git.at(layout.common()).run("config", "--file", settings.toString(), "core.sparseCheckout", "false");
        }
    }
}
