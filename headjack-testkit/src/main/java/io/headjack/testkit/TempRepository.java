package io.headjack.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real git repository in a directory of its own, made by the host's git. Nothing of the user's configuration is read
 * or written: {@code HOME} and the global configuration lie beside the repository, and {@code GIT_*} variables are not
 * passed on. Author and dates are fixed, so that equal steps give equal commits.
 *
 * <pre>{@code
 * try (TempRepository repository = TempRepository.create()) {
 *   repository.commit("one", Map.of("a.txt", "a\n"));
 *   repository.branch("feat/auth");
 * }
 * }</pre>
 *
 * <p>Blocking; not thread-safe. A git that fails or takes over a minute throws {@link IllegalStateException} with its
 * words.
 */
public final class TempRepository implements AutoCloseable {
    private static final String WHO = "Headjack Test";
    private static final String WHERE = "test@headjack.invalid";
    private static final String WHEN = "2026-01-01T00:00:00Z";

    private final Path base;
    private final Path directory;

    private TempRepository(Path base) {
        this.base = base;
        this.directory = base.resolve("repository");
    }

    /**
     * Makes a repository on branch {@code main} with one empty commit.
     *
     * @return the repository, removed by {@link #close()}
     */
    public static TempRepository create() {
        try {
            return create(Files.createTempDirectory("headjack-repository-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes a repository on branch {@code main} with one empty commit.
     *
     * @param base an empty directory to make it in, which {@link #close()} removes
     * @return the repository
     */
    public static TempRepository create(Path base) {
        TempRepository repository = new TempRepository(real(base));
        try {
            Files.createDirectories(repository.directory);
            Files.createDirectories(repository.home());
            Files.writeString(
                    repository.globalConfig(),
                    "[user]\n\tname = " + WHO + "\n\temail = " + WHERE + "\n[init]\n\tdefaultBranch = main\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        repository.git("init", "--quiet");
        // Here too, for whoever works in it without this object's environment on a machine where nobody has a name.
        repository.git("config", "user.name", WHO);
        repository.git("config", "user.email", WHERE);
        repository.git("commit", "--quiet", "--allow-empty", "--message", "start");
        return repository;
    }

    /**
     * Returns the main worktree.
     *
     * @return its real path
     */
    public Path directory() {
        return directory;
    }

    /**
     * Returns the common git directory.
     *
     * @return its real path
     */
    public Path gitDirectory() {
        return directory.resolve(".git");
    }

    /**
     * Returns an existing directory beside the repository for whatever else a test needs, removed with it.
     *
     * @param name its name
     * @return its real path
     */
    public Path beside(String name) {
        try {
            return Files.createDirectories(base.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes a file into the main worktree, without committing it.
     *
     * @param path where, relative; directories are made
     * @param text what
     * @return the file
     */
    public Path write(String path, String text) {
        Path file = directory.resolve(path);
        try {
            Files.createDirectories(directory.resolve(path).resolve("..").normalize());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes files and commits them, and nothing else, on the branch that is checked out.
     *
     * @param message the commit's message
     * @param files texts by relative path; none gives an empty commit
     * @return the commit's id
     */
    public String commit(String message, Map<String, String> files) {
        files.forEach(this::write);
        if (!files.isEmpty()) {
            List<String> add = new ArrayList<>(List.of("add", "--force", "--"));
            add.addAll(files.keySet());
            git(add);
        }
        git("commit", "--quiet", "--allow-empty", "--message", message);
        return resolve("HEAD");
    }

    /**
     * Makes a branch at the commit that is checked out, without checking it out.
     *
     * @param name its name
     */
    public void branch(String name) {
        git("branch", "--", name);
    }

    /**
     * Checks a branch out.
     *
     * @param name its name
     */
    public void checkout(String name) {
        git("checkout", "--quiet", name, "--");
    }

    /**
     * Looks a revision up.
     *
     * @param revision such as {@code HEAD} or {@code refs/heads/main}
     * @return the id of its object
     */
    public String resolve(String revision) {
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
                .strip();
    }

    /**
     * Runs git in the main worktree.
     *
     * @param arguments what comes after {@code git}
     * @return its standard output
     */
    public String git(String... arguments) {
        return git(List.of(arguments));
    }

    /**
     * Runs git in the main worktree.
     *
     * @param arguments what comes after {@code git}
     * @return its standard output
     */
    public String git(List<String> arguments) {
        return git(directory, arguments);
    }

    /**
     * Runs git in another directory with the same configuration.
     *
     * @param where the directory, such as a linked worktree
     * @param arguments what comes after {@code git}
     * @return its standard output
     */
    public String git(Path where, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile(base, "out", ".txt");
            Path errors = Files.createTempFile(base, "err", ".txt");
            Process process = prepare(where, command)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            String complaint = Files.readString(errors, StandardCharsets.UTF_8);
            Files.delete(output);
            Files.delete(errors);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(
                        command + " in " + where + (ended ? " failed: " : " did not end: ") + complaint);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted in " + command, e);
        }
    }

    /**
     * Returns the variables that keep a git away from the user's configuration, for tests that start one themselves.
     *
     * @return names and values
     */
    public Map<String, String> environment() {
        return Map.of(
                "HOME",
                home().toString(),
                "XDG_CONFIG_HOME",
                home().resolve(".config").toString(),
                "GIT_CONFIG_GLOBAL",
                globalConfig().toString(),
                "GIT_CONFIG_NOSYSTEM",
                "1",
                "GIT_AUTHOR_DATE",
                WHEN,
                "GIT_COMMITTER_DATE",
                WHEN,
                "GIT_TERMINAL_PROMPT",
                "0",
                "LC_ALL",
                "C");
    }

    /** Removes the repository and what lies beside it. Idempotent. */
    @Override
    public void close() {
        if (!Files.exists(base)) {
            return;
        }
        try (Stream<Path> all = Files.walk(base)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ProcessBuilder prepare(Path where, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment().putAll(environment());
        return builder;
    }

    private Path home() {
        return base.resolve("home");
    }

    private Path globalConfig() {
        return home().resolve(".gitconfig");
    }

    // Git prints real paths; a temporary directory may lie behind a link.
    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
