package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.internal.os.TreeRemoval;
import io.headjack.internal.process.ProcessRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A repository of the host, and one instance of it whose inside is a plain directory layout. */
final class Sandbox {
    static final InstanceId ID = new InstanceId("abcdefghij12");

    final Path home;
    final Path origin;
    final Git git;
    final GitRepository repository;
    final InstanceId id;
    final Path privateGit;

    private Sandbox(Path home, Path origin, Git git, InstanceId id, Path privateDirectory) {
        this.home = home;
        this.origin = origin;
        this.git = git;
        this.repository = git.repository(origin);
        this.id = id;
        this.privateGit = privateDirectory.resolve("git");
    }

    /** A git that has asked so much that JGit is worth its while. */
    static Git git(Path home) {
        return new Git(new ProcessRunner(), home, new AtomicInteger(HostReader.WORTH_LOADING));
    }

    /** Another instance of the same repository. */
    Sandbox beside(InstanceId other, Git itsGit) {
        return new Sandbox(home, origin, itsGit, other, home.resolve("private-" + other));
    }

    /** A repository with one commit on {@code main}. */
    static Sandbox in(Path home) {
        return in(home, "project");
    }

    static Sandbox in(Path home, String name) {
        Path origin = home.resolve(name);
        init(origin);
        write(origin.resolve("file.txt"), "one\n");
        run(origin, "git", "add", ".");
        run(origin, "git", "commit", "-qm", "first");
        return new Sandbox(home, origin, git(home), ID, home.resolve("private"));
    }

    static void init(Path directory) {
        run(directory.getParent(), "git", "init", "-q", "-b", "main", directory.toString());
        run(directory, "git", "config", "user.name", "A \"quoted\" \\ name");
        run(directory, "git", "config", "user.email", "someone@example.org");
    }

    Path worktree(String branch) {
        return repository.worktreePath(home.resolve("git"), new BranchName(branch));
    }

    /** A worktree with files and a private git. */
    Path instance(String branch) {
        Path worktree = worktree(branch);
        BranchPlan plan = repository.plan(new BranchName(branch), null);
        repository.addWorktree(id, plan, worktree);
        repository.checkout(new BranchName(branch), worktree, progress -> {});
        repository.createPrivateGit(id, plan, worktree, privateGit, privateGit.resolveSibling("pointer"));
        // What the mount of the host's objects does in a container.
        write(
                privateGit.resolve("objects/info/alternates"),
                Quarantine.quoted(repository.commonDirectory().resolve("objects")) + "\n");
        return worktree;
    }

    void forgetPrivateGit() {
        try {
            TreeRemoval.remove(privateGit.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inside of that instance: the same paths, translated. */
    AgentSide inside(Path worktree) {
        return (command, environment) -> {
            List<String> translated = command.stream()
                    .map(word -> word.replace(PrivateGit.DIRECTORY, privateGit.toString())
                            .replace("/workspace/.git", privateGit.toString())
                            .replace("/workspace", worktree.toString()))
                    .toList();
            return new HostProcess(start(home, environment, translated));
        };
    }

    /** Git as the agent uses it. */
    String agent(Path worktree, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of("git", "--git-dir=" + privateGit, "--work-tree=" + worktree, "-C", worktree.toString()));
        command.addAll(List.of(arguments));
        return run(worktree, command.toArray(String[]::new));
    }

    String agentCommit(Path worktree, String file, String content) {
        write(worktree.resolve(file), content);
        agent(worktree, "add", "--", file);
        agent(worktree, "commit", "-qm", "change " + file);
        return agent(worktree, "rev-parse", "HEAD");
    }

    String host(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return run(origin, command.toArray(String[]::new));
    }

    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String run(Path directory, String... command) {
        return feed(directory, "", command);
    }

    static String feed(Path directory, String input, String... command) {
        Process process = start(directory, Map.of(), List.of(command));
        try (var stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
            stdin.close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s: %s", List.of(command), errors).isZero();
            return output.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Process start(Path directory, Map<String, String> environment, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
            builder.environment().putAll(environment);
            builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
