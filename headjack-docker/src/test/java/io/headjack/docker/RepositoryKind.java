package io.headjack.docker;

import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The kinds of repositories that instances can be made from; all have {@code a.txt} and {@code dir/b.txt}. */
enum RepositoryKind {
    ORDINARY,
    BARE,
    SHALLOW,
    LINKED_WORKTREE,
    SEPARATE_GIT_DIRECTORY,
    SUBMODULES,
    SPARSE_MAIN_WORKTREE;

    /** Makes one, and returns a path by which it is named. */
    Path make(TempRepository repository) {
        repository.commit("Files", Map.of("a.txt", "a\n", "dir/b.txt", "b\n", "other/c.txt", "c\n"));
        return switch (this) {
            case ORDINARY -> repository.directory();
            case BARE -> cloned(repository, "--bare");
            case SHALLOW -> cloned(repository, "--depth=1");
            case LINKED_WORKTREE -> linked(repository);
            case SEPARATE_GIT_DIRECTORY ->
                cloned(
                        repository,
                        "--separate-git-dir=" + repository.beside("apart").resolve("git"));
            case SUBMODULES -> withSubmodule(repository);
            case SPARSE_MAIN_WORKTREE -> {
                repository.git("sparse-checkout", "set", "--cone", "other");
                yield repository.directory();
            }
        };
    }

    static Path cloned(TempRepository repository, String... options) {
        Path clone = repository.beside("clone");
        List<String> command = new ArrayList<>(List.of("clone", "--quiet"));
        command.addAll(List.of(options));
        command.addAll(List.of("file://" + repository.directory(), clone.toString()));
        repository.git(command);
        repository.git(clone, List.of("config", "user.name", "A Person"));
        repository.git(clone, List.of("config", "user.email", "person@example.org"));
        return clone;
    }

    private static Path linked(TempRepository repository) {
        Path linked = repository.beside("linked");
        repository.git("worktree", "add", "--quiet", "-b", "linked", linked.toString());
        return linked;
    }

    private static Path withSubmodule(TempRepository repository) {
        Path sub = repository.beside("sub");
        repository.git(sub, List.of("init", "--quiet"));
        repository.git(sub, List.of("commit", "--quiet", "--allow-empty", "--message", "Sub"));
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", sub.toString(), "libs/sub");
        repository.git("commit", "--quiet", "--message", "Submodule");
        return repository.directory();
    }
}
