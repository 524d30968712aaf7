package io.headjack.internal.git;

import io.headjack.Progress;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.os.Flock;
import io.headjack.internal.text.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Fetches from a configured remote as the host's user would, with that user's credentials, but without a question to
 * anybody, without hooks and gc, and for a bounded time. One at a time for a repository, among all processes.
 */
final class RemoteFetch {
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final List<String> OWN_REFS = List.of("refs/heads/", HostRefs.HEADJACK);

    /** An address may carry a name and a password. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=://)[^/\\s]*@");

    private final GitInvoker git;
    private final Layout layout;
    private final Path lockFile;
    private final Duration longest;

    RemoteFetch(GitInvoker git, Layout layout, Path temporaryDirectory, Duration longest) {
        this.git = git;
        this.layout = layout;
        this.lockFile = temporaryDirectory.resolve(
                "fetch-" + DirectoryNames.ofRepository(layout.root(), layout.common()) + ".lock");
        this.longest = longest;
    }

    void run(String remote, Consumer<Progress> progress) {
        checkConfigured(remote);
        refuseOwnRefs(remote);
        try (Flock lock = Flock.acquire(lockFile, longest, () -> "another fetch from a remote of " + layout.root())) {
            try {
                fetch(remote, progress);
            } finally {
                lock.deleteFile();
            }
        }
    }

    private void checkConfigured(String remote) {
        List<String> remotes = git.at(layout.common()).run("remote").lines();
        if (!remotes.contains(remote)) {
            throw new NotFoundException("no remote \"" + Printable.name(remote) + "\" in " + layout.common()
                    + " to fetch from; configured are: "
                    + (remotes.isEmpty() ? "none" : Printable.name(String.join(", ", remotes))));
        }
    }

    /** A mirror's refs are this repository's branches, and those that keep the instances' commits. */
    private void refuseOwnRefs(String remote) {
        List<String> refspecs = git.at(layout.common())
                .attempt("config", "-z", "--get-all", "remote." + remote + ".fetch")
                .records();
        for (String refspec : refspecs) {
            int colon = refspec.indexOf(':');
            if (!refspec.startsWith("^") && colon >= 0 && isOwn(refspec.substring(colon + 1))) {
                throw new UnsupportedException("fetching from remote \"" + remote + "\" would write over branches of "
                        + layout.common() + " itself (" + Printable.name(refspec)
                        + "); fetch by hand, and leave fetch(…) out");
            }
        }
    }

    private static boolean isOwn(String target) {
        int star = target.indexOf('*');
        String begin = star < 0 ? target : target.substring(0, star);
        return !target.isEmpty()
                && (!begin.startsWith("refs/")
                        || OWN_REFS.stream().anyMatch(own -> own.startsWith(begin) || begin.startsWith(own)));
    }

    private void fetch(String remote, Consumer<Progress> progress) {
        GitResult result;
        try {
            result = call(progress, remote)
                    .attempt(
                            "fetch",
                            "--progress",
                            "--no-recurse-submodules",
                            // It brings, and takes nothing away.
                            "--no-prune",
                            "--no-write-fetch-head",
                            "--",
                            remote);
        } catch (HeadjackTimeoutException e) {
            throw new OperationFailedException(
                    failure(remote) + "it was ended after " + longest.toSeconds()
                            + " s. See whether its server answers, or fetch by hand",
                    e);
        }
        if (!result.succeeded()) {
            throw new OperationFailedException(failure(remote) + words(result.errors()) + ". See whether git fetch "
                    + Printable.name(remote) + " works there without asking for anything");
        }
    }

    private String failure(String remote) {
        return "fetching from remote \"" + Printable.name(remote) + "\" of " + layout.root() + " failed, and nothing"
                + " was made: ";
    }

    private static String words(String errors) {
        String words = CREDENTIALS.matcher(errors).replaceAll("").strip();
        return words.isEmpty() ? "git said nothing" : Printable.text(words);
    }

    private GitCall call(Consumer<Progress> progress, String remote) {
        // Addresses such as ../other.git are meant from the main worktree.
        GitCall call = git.at(layout.common())
                .in(layout.root())
                .asHostUser()
                .timeout(longest)
                .environment("GIT_PROGRESS_DELAY", "0")
                // Whoever could be asked sits at a terminal that may be this process's own.
                .environment("GIT_ASKPASS", "")
                .environment("SSH_ASKPASS", "false")
                .environment("SSH_ASKPASS_REQUIRE", "force")
                .environment("GCM_INTERACTIVE", "never")
                .progress(new FetchProgress(remote, progress));
        Optional<String> configured = Optional.of(call.attempt("config", "--get", "core.sshCommand"))
                .filter(GitResult::succeeded)
                .map(GitResult::text);
        return configured.isPresent() ? call : call.environment("GIT_SSH_COMMAND", "ssh -o BatchMode=yes");
    }
}
