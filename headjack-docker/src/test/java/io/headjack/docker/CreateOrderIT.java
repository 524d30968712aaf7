package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of an instance runs while the host still writes its files: it could put a link in the way. */
@RequiresTool({"docker", "git"})
class CreateOrderIT {
    @TempDir
    Path data;

    @Test
    void start_isTheLastThingAfterTheHostHasWrittenAll() throws Exception {
        List<List<String>> seen = new ArrayList<>();
        try (TempRepository repository = TempRepository.create();
                ContainerRuntime engine = Job.engine(data);
                Headjack headjack = Headjack.builder()
                        .dataDirectory(data)
                        .runtime(WatchedEngine.of(engine, (method, arguments) -> {
                            if (method.equals("start")) {
                                seen.add(files(data));
                            }
                        }))
                        .open()) {
            repository.commit("First", Map.of("a.txt", "a\n", "deep/b.txt", "b\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();
            try {
                // The probe's container first, where the image was not known.
                assertThat(seen.get(seen.size() - 1))
                        .contains("a.txt", "deep/b.txt", "git/HEAD", "git/index", "pointer")
                        .isEqualTo(files(data));
                assertThat(instance.exec("git", "status", "--porcelain").run().stdout())
                        .isEmpty();
            } finally {
                instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        }
    }

    /** What the host wrote where the instance can write: the worktree, its git, and the pointer to that. */
    private static List<String> files(Path data) throws Exception {
        List<String> names = new ArrayList<>();
        try (Stream<Path> worktrees = Files.find(
                        data.resolve("git"), 2, (path, attributes) -> path.getNameCount() == data.getNameCount() + 3);
                Stream<Path> privates = Files.list(data.resolve("private"))) {
            for (Path root : Stream.concat(worktrees, privates).toList()) {
                try (Stream<Path> all = Files.walk(root)) {
                    all.filter(Files::isRegularFile)
                            .map(path -> root.relativize(path).toString())
                            .filter(name -> !name.endsWith(".lock"))
                            .forEach(names::add);
                }
            }
        }
        return names.stream().sorted().toList();
    }
}
