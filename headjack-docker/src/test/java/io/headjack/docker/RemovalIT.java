package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.error.HeadjackException;
import io.headjack.error.WorkWouldBeLostException;
import io.headjack.spi.ContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Removing what resists. */
@RequiresTool({"docker", "git", "mount"})
class RemovalIT {
    private static final int DIRECTORIES = 1_000;
    private static final int FILES_EACH = 1_000;

    @TempDir
    Path data;

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;
    private Path worktree;

    @BeforeEach
    void makeInstance() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(data);
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
        worktree = instance.info().worktree();
    }

    @AfterEach
    void removeAll() {
        headjack.instances().list().stream()
                .map(InstanceInfo::id)
                .map(headjack.instances()::get)
                .forEach(each -> each.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                .as(String.join(" ", command))
                .isZero();
    }

    @Test
    void fileWrittenAfterTheFirstLook_isFoundByTheSecond() throws Exception {
        try (ContainerRuntime engine = Job.engine(data);
                Headjack other = Headjack.builder()
                        .dataDirectory(data)
                        .runtime(WatchedEngine.of(engine, (method, arguments) -> {
                            // The programs are about to be ended: one of them is quicker.
                            if (method.equals("exec") && arguments[1].toString().contains("terminate.sh")) {
                                Files.writeString(worktree.resolve("precious.txt"), "mine\n");
                            }
                        }))
                        .open()) {
            Instance same = other.instances().get(instance.id());

            assertThatThrownBy(() -> same.remove(RemoveOption.STOP_SESSIONS))
                    .isInstanceOf(WorkWouldBeLostException.class)
                    .hasMessageContaining("precious.txt");
        }
        assertThat(worktree.resolve("precious.txt")).hasContent("mine");
        instance.start();
        assertThat(instance.exec("cat", "precious.txt").run().stdout()).isEqualTo("mine\n");
    }

    @Test
    void worktreeIsGone_whatGitInsideHasIsKept() throws Exception {
        instance.exec("git", "commit", "--allow-empty", "-qm", "Only inside").run();
        String commit = instance.exec("git", "rev-parse", "HEAD").run().stdout().strip();
        run("rm", "-rf", worktree.toString());

        assertThatThrownBy(() -> instance.remove(RemoveOption.STOP_SESSIONS))
                .isInstanceOf(WorkWouldBeLostException.class)
                .hasMessageContaining(worktree.toString());
        assertThat(headjack.instances().list()).hasSize(1);

        Removed removed = instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);

        assertThat(headjack.instances().list()).isEmpty();
        assertThat(removed.notSalvaged()).hasSize(1);
        String said = removed.notSalvaged().get(0);
        String kept = said.substring(said.indexOf(data.toString()), said.indexOf(", as the worktree"));
        assertThat(repository.git("--git-dir=" + kept, "cat-file", "-t", commit).strip())
                .isEqualTo("commit");
    }

    @Test
    void worktreeIsGone_whatWasCollectedAndNoBranchHasIsSalvaged() throws Exception {
        instance.exec(
                        "sh",
                        "-c",
                        "git checkout -q -b other && git commit --allow-empty -qm Other && git checkout -q feat/x")
                .run();
        String commit =
                instance.exec("git", "rev-parse", "other").run().stdout().strip();
        instance.git().collect();
        run("rm", "-rf", worktree.toString());

        Removed removed = instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);

        String salvage = removed.salvage().orElseThrow();
        assertThat(repository
                        .git("for-each-ref", "--format=%(objectname)", salvage)
                        .lines())
                .contains(commit);
    }

    @Test
    void fileThatNobodyMayDelete_isNamed_andRemovedOnceItMayBe() throws Exception {
        Path stubborn = worktree.resolve("stubborn");
        String commit = "echo x > stubborn && git add stubborn && git commit -qm Stubborn";
        assertThat(instance.exec("sh", "-c", commit).run().stderr()).isEmpty();
        // Nobody can delete what something is mounted on.
        run("mount", "--bind", stubborn.toString(), stubborn.toString());
        try {
            assertThatThrownBy(() -> instance.remove())
                    .isInstanceOf(HeadjackException.class)
                    .hasMessageContaining("stubborn");
            assertThat(stubborn).exists();
        } finally {
            run("umount", stubborn.toString());
        }

        instance.remove();

        assertThat(worktree).doesNotExist();
        assertThat(repository.git("log", "-1", "--format=%s", "feat/x").strip()).isEqualTo("Stubborn");
        assertThat(headjack.doctor().scan()).isEmpty();
    }

    @Test
    @Tag("long")
    @Timeout(1_200)
    void aMillionFiles_areRefusedInFewWords_salvagedAndRemoved() throws IOException {
        for (int i = 0; i < DIRECTORIES; i++) {
            Path directory = Files.createDirectory(worktree.resolve("d" + i));
            for (int j = 0; j < FILES_EACH; j++) {
                Files.createFile(directory.resolve(Integer.toString(j)));
            }
        }

        assertThatThrownBy(() -> instance.remove())
                .isInstanceOfSatisfying(
                        WorkWouldBeLostException.class,
                        e -> assertThat(e.work()).hasSizeLessThanOrEqualTo(201));
        Removed removed = instance.remove(RemoveOption.DISCARD_WORK);

        assertThat(worktree).doesNotExist();
        List<String> salvaged = repository
                .git("ls-tree", "-r", "--name-only", removed.salvage().orElseThrow())
                .lines()
                .toList();
        assertThat(salvaged).hasSize(DIRECTORIES * FILES_EACH + 1);
    }
}
