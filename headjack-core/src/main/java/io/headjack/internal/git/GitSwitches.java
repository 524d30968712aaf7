package io.headjack.internal.git;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every git on the host is started with, so that nothing which a repository, a worktree or the user configured runs a
 * program or changes what git means. {@code GitSwitchesTest} shows for each what happens without it.
 *
 * @param settings configuration by the command line, which wins over every file
 * @param environment variables
 */
record GitSwitches(List<String> settings, Map<String, String> environment) {
    static final GitSwitches ALL = new GitSwitches(
            List.of(
                    "core.hooksPath=/dev/null",
                    // Empty switches it off in every version; "false" is the name of a program before git 2.36.
                    "core.fsmonitor=",
                    "core.untrackedCache=false",
                    "core.splitIndex=false",
                    "core.sshCommand=false",
                    "core.alternateRefsCommand=true",
                    "core.filesRefLockTimeout=5000",
                    "core.packedRefsTimeout=5000",
                    "index.sparse=false",
                    "protocol.allow=never",
                    "credential.helper=",
                    "submodule.recurse=false",
                    "diff.ignoreSubmodules=all",
                    "log.showSignature=false",
                    "gc.auto=0",
                    "maintenance.auto=false",
                    // From git 2.48 on.
                    "worktree.useRelativePaths=false"),
            Map.of(
                    "LC_ALL", "C",
                    "GIT_TERMINAL_PROMPT", "0",
                    // Wins over protocol.<name>.allow of the user's configuration.
                    "GIT_ALLOW_PROTOCOL", "none",
                    "GIT_OPTIONAL_LOCKS", "0",
                    "GIT_NO_REPLACE_OBJECTS", "1",
                    // From git 2.45 on.
                    "GIT_NO_LAZY_FETCH", "1",
                    "GIT_LITERAL_PATHSPECS", "1"));

    /** What keeps git from remotes, and is left out of a fetch that was asked for. */
    private static final Set<String> CLOSING_REMOTES =
            Set.of("core.sshCommand=false", "protocol.allow=never", "credential.helper=");

    private static final String CLOSING_PROTOCOLS = "GIT_ALLOW_PROTOCOL";

    /** The same without those that keep git from remotes. */
    GitSwitches reachingRemotes() {
        Map<String, String> open = new LinkedHashMap<>(environment);
        open.remove(CLOSING_PROTOCOLS);
        return new GitSwitches(
                settings.stream()
                        .filter(each -> !CLOSING_REMOTES.contains(each))
                        .toList(),
                open);
    }
}
