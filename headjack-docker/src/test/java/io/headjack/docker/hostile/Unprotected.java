package io.headjack.docker.hostile;

import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What people have without Headjack: a linked worktree whose writer can write the repository's {@code .git} too. An
 * attack that does nothing here shows nothing anywhere.
 */
final class Unprotected implements AutoCloseable {
    final TempRepository repository = TempRepository.create();
    final HostGit host;
    final Path worktree;
    final Path sibling;
    private final String canary;

    Unprotected(Canary canary, Consumer<TempRepository> filling) {
        this.canary = canary.path();
        filling.accept(repository);
        Base.remote(repository);
        worktree = repository.beside("own");
        sibling = repository.beside("sibling");
        repository.git("worktree", "add", "--quiet", "-b", "feat/x", worktree.toString());
        repository.git("worktree", "add", "--quiet", "-b", "sibling", sibling.toString());
        host = new HostGit(repository.environment(), repository.beside("scratch"));
    }

    void attack(String script) {
        HostGit.Answer answer = host.run(worktree, Map.of("CANARY", canary), List.of("sh", "-euc", script));
        if (answer.code() != 0) {
            throw new AssertionError("the attack failed on its own: " + answer.text());
        }
    }

    void trigger(Attack attack) {
        for (List<String> each : attack.trigger()) {
            host.git(worktree, each.toArray(String[]::new));
        }
    }

    @Override
    public void close() {
        repository.close();
    }
}
