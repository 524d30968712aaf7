package io.headjack.internal.git;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Settings of one worktree that keep everybody's git out of its submodules. What lies in their directories was put there
 * by the instance; {@code git fetch} and {@code git submodule} walk into it whatever the index says of a gitlink, and run
 * what the configuration there names.
 */
final class WorktreeSettings {
    private static final String EXTENSION = "extensions.worktreeConfig";
    private static final Map<String, String> SETTINGS = Map.of(
            "fetch.recurseSubmodules",
            "false",
            "push.recurseSubmodules",
            "no",
            "submodule.recurse",
            "false",
            // No submodule can be at this path, so that none is active.
            "submodule.active",
            ".git",
            "status.submoduleSummary",
            "false",
            "diff.ignoreSubmodules",
            "all");

    private WorktreeSettings() {}

    /** Safe to repeat. A bare repository, or one whose files are elsewhere, is left alone: see docs/security.md. */
    static void stayOutOfSubmodules(GitInvoker git, Layout layout, Administration administration) {
        GitCall common = git.at(layout.common());
        // Both would hold for every linked worktree once git reads settings by worktree.
        if (layout.bare() || isSet(common, "core.worktree")) {
            return;
        }
        if (!isTrue(common, EXTENSION)) {
            common.run("config", "--local", EXTENSION, "true");
        }
        Map<String, String> settings = new LinkedHashMap<>(SETTINGS);
        for (String key : common.attempt(
                        "config", "--local", "-z", "--name-only", "--get-regexp", "^submodule\\..*\\.active$")
                .records()) {
            settings.put(key, "false");
        }
        Path file = administration.directory().resolve("config.worktree");
        settings.forEach((key, value) -> common.run("config", "--file", file.toString(), key, value));
    }

    private static boolean isTrue(GitCall common, String key) {
        GitResult result = common.attempt("config", "--local", "--type=bool", "--get", key);
        return result.succeeded() && result.text().equals("true");
    }

    private static boolean isSet(GitCall common, String key) {
        return common.attempt("config", "--local", "--get", key).succeeded();
    }
}
