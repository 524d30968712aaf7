package io.headjack.internal.git;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.process.ProcessRunner;
import io.headjack.internal.text.Printable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The git of this host. Thread-safe. */
public final class Git {
    private static final Pattern VERSION = Pattern.compile("git version (\\d{1,4})\\.(\\d{1,4}).*", Pattern.DOTALL);
    private static final int OLDEST_MINOR = 30;

    private final GitInvoker invoker;
    private final Path temporaryDirectory;
    private final AtomicInteger questions;
    private final Map<Path, ReentrantLock> locks = new ConcurrentHashMap<>();
    private volatile boolean versionChecked;

    /**
     * Makes a client of the installed git; nothing runs yet.
     *
     * @param temporaryDirectory an existing directory that only this user can write
     */
    public Git(Path temporaryDirectory) {
        this(new ProcessRunner(), temporaryDirectory, new AtomicInteger());
    }

    Git(ProcessRunner runner, Path temporaryDirectory, AtomicInteger questions) {
        this.invoker = new GitInvoker(runner);
        this.temporaryDirectory = temporaryDirectory.toAbsolutePath();
        this.questions = questions;
    }

    /**
     * Finds the repository that a path belongs to.
     *
     * @param path any directory in a worktree, or a bare repository
     * @return the repository
     * @throws NotFoundException if there is none
     * @throws UnsupportedException if it has what instances cannot be made from, or git is missing or too old
     * @throws InvalidRequestException if the path cannot be given to git
     */
    public GitRepository repository(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        checkVersion();
        Layout layout = new RepositoryFinder(invoker).find(absolute);
        ReentrantLock lock = locks.computeIfAbsent(layout.common(), key -> new ReentrantLock());
        return new GitRepository(invoker, layout, temporaryDirectory, lock, questions);
    }

    /**
     * Waits until no git runs any more for a process that was killed. To be called before its work is looked at.
     *
     * @throws io.headjack.error.OperationFailedException if one does not end
     */
    public void awaitOrphans() {
        Orphans.await();
    }

    private void checkVersion() {
        if (versionChecked) {
            return;
        }
        String version = invoker.from(temporaryDirectory).run("version").text();
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.matches() || isOlder(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))) {
            throw new UnsupportedException(
                    "git 2." + OLDEST_MINOR + " or newer is needed, installed is \"" + Printable.name(version) + "\"");
        }
        versionChecked = true;
    }

    private static boolean isOlder(int major, int minor) {
        return major < 2 || (major == 2 && minor < OLDEST_MINOR);
    }
}
