package io.headjack.internal.git;

import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the repository of a path and refuses those that worktrees and private git directories cannot be made for. */
final class RepositoryFinder {
    private final GitInvoker git;

    RepositoryFinder(GitInvoker git) {
        this.git = git;
    }

    Layout find(Path path) {
        if (!Files.isDirectory(path)) {
            throw new NotFoundException("no git repository at " + path + ": it is not a directory");
        }
        GitResult found = git.from(path).attempt("rev-parse", "--git-common-dir");
        if (!found.succeeded()) {
            throw notFound(path, found.errors().strip());
        }
        Path common = real(path.resolve(found.text()));
        Map<String, String> config = config(common);
        refuseUnsupported(common, config);
        boolean bare = isTrue(config.get("core.bare"));
        return new Layout(common, root(path, common, config, bare), bare);
    }

    private static RuntimeException notFound(Path path, String errors) {
        if (errors.contains("extension") || errors.contains("repo version")) {
            return new UnsupportedException("the git repository at " + path
                    + " uses what the installed git does not know; install a newer git: " + errors);
        }
        if (errors.contains("not a git repository")) {
            return new NotFoundException("no git repository at " + path + "; run git init there, or name another path");
        }
        return new NotFoundException("no git repository at " + path + " that git would open: " + errors);
    }

    private Map<String, String> config(Path common) {
        Map<String, String> config = new HashMap<>();
        String file = common.resolve("config").toString();
        for (String entry :
                git.at(common).run("config", "--file", file, "-z", "--list").records()) {
            int end = entry.indexOf('\n');
            // A key without a value means true.
            config.put(end < 0 ? entry : entry.substring(0, end), end < 0 ? "true" : entry.substring(end + 1));
        }
        return config;
    }

    private static void refuseUnsupported(Path common, Map<String, String> config) {
        String format = config.getOrDefault("extensions.objectformat", "sha1");
        if (!format.equalsIgnoreCase("sha1")) {
            throw unsupported(common, "its objects are named by " + format + ", and git inside knows only sha1");
        }
        String refs = config.getOrDefault("extensions.refstorage", "files");
        if (!refs.equalsIgnoreCase("files")) {
            throw unsupported(
                    common,
                    "its refs are stored as " + refs
                            + ", which git inside does not read; a newer git converts them by git"
                            + " refs migrate --ref-format=files");
        }
        if (config.containsKey("extensions.partialclone")
                || config.keySet().stream().anyMatch(key -> key.startsWith("remote.") && key.endsWith(".promisor"))) {
            throw unsupported(
                    common,
                    "it is a partial clone, whose missing objects could not be fetched inside; make a full clone");
        }
        if (Files.exists(common.resolve("objects/info/alternates"))) {
            throw unsupported(
                    common,
                    "it borrows objects from another one (objects/info/alternates), which are not there inside; run git"
                            + " repack -a -d and delete that file");
        }
    }

    private static UnsupportedException unsupported(Path common, String reason) {
        return new UnsupportedException("the git repository " + common + " cannot have instances: " + reason);
    }

    private Path root(Path path, Path common, Map<String, String> config, boolean bare) {
        String worktree = config.get("core.worktree");
        if (worktree != null) {
            return real(common.resolve(worktree));
        }
        if (bare) {
            return common;
        }
        if (common.endsWith(".git")) {
            return real(common.resolve(".."));
        }
        // A git directory apart from its worktree does not say where that is; only the worktree points back.
        Path gitDirectory =
                real(path.resolve(git.from(path).run("rev-parse", "--git-dir").text()));
        GitResult top = git.from(path).attempt("rev-parse", "--show-toplevel");
        return gitDirectory.equals(common) && top.succeeded() && !top.text().isEmpty()
                ? real(Path.of(top.text()))
                : common;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new OperationFailedException("cannot resolve " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isTrue(@Nullable String value) {
        return value != null
                && switch (value.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> true;
                    default -> false;
                };
    }
}
