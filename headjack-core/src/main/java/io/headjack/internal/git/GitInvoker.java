package io.headjack.internal.git;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.process.BoundedOutput;
import io.headjack.internal.process.OutputTooLargeException;
import io.headjack.internal.process.ProcessRequest;
import io.headjack.internal.process.ProcessResult;
import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The one way by which git runs on the host: nothing that a repository, a worktree or the caller's environment holds may
 * choose what is executed, except the filters of the host's own configuration, and for a fetch that was asked for what the
 * host's user configured to reach remotes. Thread-safe.
 */
final class GitInvoker {
    private static final int LOCK_ATTEMPTS = 40;
    private static final long LOCK_PAUSE_MILLIS = 50;
    private static final Charset ARGUMENTS = Charset.forName(
            System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));

    private final ProcessRunner runner;
    private final GitSwitches switches;
    private final Predicate<String> inherited;

    GitInvoker(ProcessRunner runner) {
        this(runner, GitSwitches.ALL, name -> !name.startsWith("GIT_"));
    }

    /** As {@link #GitInvoker(ProcessRunner)}, with other switches and with these variables of this process. */
    GitInvoker(ProcessRunner runner, GitSwitches switches, Predicate<String> inherited) {
        this.runner = runner;
        this.switches = switches;
        this.inherited = inherited;
    }

    /** A call that lets git find the repository of a directory, with its check of who owns it. */
    GitCall from(Path directory) {
        return new GitCall(this, directory, Map.of());
    }

    /** A call on a repository, or on the administration of one of its worktrees, without files. */
    GitCall at(Path gitDirectory) {
        return new GitCall(this, gitDirectory, Map.of("GIT_DIR", gitDirectory.toString()));
    }

    /** A call on a worktree. Its own {@code .git} is not read. */
    GitCall at(Path gitDirectory, Path worktree) {
        return new GitCall(
                this, worktree, Map.of("GIT_DIR", gitDirectory.toString(), "GIT_WORK_TREE", worktree.toString()));
    }

    GitResult run(GitCall call, List<String> arguments) {
        for (int attempt = 1; ; attempt++) {
            GitResult result = runOnce(call, arguments);
            if (result.exitCode() == 0 || attempt == LOCK_ATTEMPTS || !isLocked(result) || call.input() != null) {
                return result;
            }
            pause();
        }
    }

    private GitResult runOnce(GitCall call, List<String> arguments) {
        BoundedOutput output = new BoundedOutput(call.limit());
        GitSwitches given = call.reachesRemotes() ? switches.reachingRemotes() : switches;
        List<String> command = command(given, arguments);
        Map<String, String> environment = new LinkedHashMap<>(given.environment());
        environment.putAll(Orphans.mark());
        environment.putAll(call.environment());
        try {
            ProcessResult result = runner.run(new ProcessRequest(
                    command,
                    call.directory(),
                    inherited,
                    environment,
                    call.input(),
                    output,
                    call.timeout(),
                    call.progress()));
            return new GitResult(result.exitCode(), output.toByteArray(), result.errors());
        } catch (OutputTooLargeException e) {
            throw new UnsupportedException(
                    "git " + arguments.get(0) + " in " + call.directory() + " printed " + e.getMessage(), e);
        } catch (IOException e) {
            throw notStarted(call, arguments, e);
        }
    }

    private static RuntimeException notStarted(GitCall call, List<String> arguments, IOException cause) {
        if (!Files.isDirectory(call.directory())) {
            return new OperationFailedException(
                    "git " + arguments.get(0) + " cannot run in " + call.directory() + ": it is not a directory",
                    cause);
        }
        return new UnsupportedException(
                "git cannot be started: " + cause.getMessage() + "; install git 2.30 or newer and have it on the PATH",
                cause);
    }

    private static List<String> command(GitSwitches given, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        for (String setting : given.settings()) {
            command.add("-c");
            command.add(setting);
        }
        command.addAll(arguments);
        for (String argument : arguments) {
            if (!ARGUMENTS.newEncoder().canEncode(argument)) {
                throw new InvalidRequestException(
                        "\"" + argument + "\" cannot be given to git, as this process runs with" + " the encoding "
                                + ARGUMENTS + "; start it with LC_ALL=C.UTF-8");
            }
        }
        return command;
    }

    /**
     * Git waits for the locks of refs by itself, but not for those of its configuration; and it has none for the list of
     * worktrees, where another process may be half-way with making or removing one.
     */
    private static boolean isLocked(GitResult result) {
        String errors = result.errors();
        return errors.contains("could not lock config file")
                || errors.contains("config.lock': File exists")
                || errors.contains("could not create directory of")
                || errors.contains("/commondir: ");
    }

    private static void pause() {
        try {
            Thread.sleep(LOCK_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting for git's lock", e);
        }
    }

    static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
}
