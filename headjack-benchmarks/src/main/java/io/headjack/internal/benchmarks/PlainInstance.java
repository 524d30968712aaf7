package io.headjack.internal.benchmarks;

import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.List;

/** What a person without Headjack would have: a worktree and a container around it, by commands one after the other. */
final class PlainInstance {
    private final TempRepository repository;
    private final String image;
    private final String name;
    private final Path worktree;

    PlainInstance(TempRepository repository, String image, int number) {
        this.repository = repository;
        this.image = image;
        this.name = "headjack-bench-plain-" + ProcessHandle.current().pid() + "-" + number;
        this.worktree = repository.beside("plain").resolve(Integer.toString(number));
    }

    void make() throws Exception {
        command("git", "worktree", "add", "-b", "plain/" + name, worktree.toString());
        command(
                "docker",
                "create",
                "--init",
                "--name",
                name,
                "--volume",
                worktree + ":/workspace",
                "--workdir",
                "/workspace",
                image,
                "sleep",
                "infinity");
        command("docker", "start", name);
        command("docker", "exec", name, "tmux", "new-session", "-d", "-s", "one", "cat");
    }

    void remove() throws Exception {
        command("docker", "rm", "--force", name);
        command("git", "worktree", "remove", "--force", worktree.toString());
    }

    private void command(String... words) throws Exception {
        Command.run(repository.directory(), List.of(words));
    }
}
