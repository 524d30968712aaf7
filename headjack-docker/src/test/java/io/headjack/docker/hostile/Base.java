package io.headjack.docker.hostile;

import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What every repository of these tests begins with. */
final class Base {
    private Base() {}

    static void commit(TempRepository repository) {
        repository.commit(
                "Base", Map.of("a.txt", "a\n", "keep.txt", "keep\n", "dir/b.txt", "b\n", ".gitignore", "ignored/\n"));
    }

    /** The same, and a submodule in {@code libs/sub}, which is not checked out. */
    static void commitWithSubmodule(TempRepository repository) {
        commit(repository);
        Path sub = repository.beside("sub");
        repository.git(sub, List.of("init", "--quiet"));
        repository.git(sub, List.of("commit", "--quiet", "--allow-empty", "--message", "Sub"));
        repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", sub.toString(), "libs/sub");
        repository.git("commit", "--quiet", "--message", "Submodule");
    }

    /** A remote named origin that has what the repository has. */
    static void remote(TempRepository repository) {
        Path remote = repository.beside("remote.git");
        repository.git("clone", "--quiet", "--bare", repository.directory().toString(), remote.toString());
        repository.git("remote", "add", "origin", remote.toString());
        repository.git("fetch", "--quiet", "origin");
    }

    /** Somebody else moves the submodule forward on the remote. */
    static void moveSubmodule(TempRepository repository) {
        Path sub = repository.beside("sub");
        Path work = repository.beside("work");
        repository.git(sub, List.of("commit", "--quiet", "--allow-empty", "--message", "Further"));
        String commit = repository.git(sub, List.of("rev-parse", "HEAD")).strip();
        Path remote = repository.beside("remote.git");
        repository.git(work, List.of("clone", "--quiet", remote.toString(), "."));
        repository.git(work, List.of("update-index", "--cacheinfo", "160000," + commit + ",libs/sub"));
        repository.git(work, List.of("commit", "--quiet", "--message", "Move the submodule"));
        repository.git(work, List.of("push", "--quiet", "origin", "HEAD:main"));
    }
}
