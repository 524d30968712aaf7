package io.headjack.docker.hostile;

import io.headjack.testkit.TempRepository;
import java.util.Map;

/** The files that every repository of these tests begins with. */
final class Base {
    private Base() {}

    static void commit(TempRepository repository) {
        repository.commit(
                "Base", Map.of("a.txt", "a\n", "keep.txt", "keep\n", "dir/b.txt", "b\n", ".gitignore", "ignored/\n"));
    }
}
