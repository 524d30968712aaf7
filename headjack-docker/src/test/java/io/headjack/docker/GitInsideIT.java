package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.ExecResult;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git as people use it every day, in an ordinary image and for each kind of user inside. */
@RequiresTool({"docker", "git"})
class GitInsideIT {
    private static final String DEBIAN = """
            FROM debian:bookworm-slim
            RUN apt-get update && apt-get install -y --no-install-recommends git tmux && rm -rf /var/lib/apt/lists/*
            """;

    private static final int SOMEBODY = 12_345;

    @TempDir
    Path directory;

    private Path data;
    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void open() throws IOException {
        data = Files.createDirectory(directory.resolve("data"));
        repository = TempRepository.create();
        repository.commit("First", Map.of("file.txt", "one\n", "other/file.txt", "two\n"));
    }

    @AfterEach
    void removeAll() {
        instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        headjack.close();
        repository.close();
    }

    private void create(String dockerfile) throws IOException {
        Path file = Files.writeString(
                Files.createDirectory(directory.resolve("image")).resolve("Dockerfile"), dockerfile);
        headjack = Job.open(data);
        InstanceRequest request =
                headjack.instances().in(repository.directory()).branch("feat/x").dockerfile(file);
        instance = request.create();
    }

    @Test
    void git_rootOfTheImage_worksWithoutAWord() throws IOException {
        create(DEBIAN);

        assertThat(user()).isEqualTo("0");
        works();
    }

    @Test
    void git_ordinaryUserOfTheImage_worksWithoutAWord() throws IOException {
        create(DEBIAN + "RUN useradd --create-home --uid 1000 dev\nUSER dev\n");

        assertThat(user()).isEqualTo("1000");
        works();
    }

    /** The user of the host is whose the data directory is, and what is made there is that user's; here root makes it. */
    @Test
    void git_userOfTheHostThatTheImageDoesNotKnow_worksWithoutAWord() throws IOException {
        give(data);
        create(DEBIAN);
        give(data);

        assertThat(user()).isEqualTo(Integer.toString(SOMEBODY));
        works();
    }

    private static void give(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path each : all.toList()) {
                Files.setAttribute(each, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(each, "unix:gid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private String user() {
        return instance.exec("id", "-u").run().stdout().strip();
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ExecResult result = instance.exec(command).run();
        assertThat(result.exit().code()).as("%s: %s", command, result.stderr()).isZero();
        assertThat(result.stderr()).as("%s", command).doesNotContain("warning", "fatal", "error", "dubious", "hint");
        return result.stdout().strip();
    }

    private void write(String file, String text) {
        assertThat(instance.exec("sh", "-c", "printf '%s\\n' \"$1\" > \"$0\"", file, text)
                        .run()
                        .exit()
                        .code())
                .isZero();
    }

    private void commit(String file, String message) {
        write(file, message);
        git("add", file);
        git("commit", "--quiet", "--message", message);
    }

    private void works() {
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("First");

        commit("a.txt", "one");
        git("commit", "--quiet", "--amend", "--message", "one, amended");
        write("file.txt", "changed");
        assertThat(git("diff")).contains("+changed");
        assertThat(git("status", "--short")).isEqualTo("M file.txt");
        git("stash");
        assertThat(git("stash", "list").lines()).hasSize(1);
        git("stash", "pop", "--quiet");
        git("restore", "file.txt");

        git("checkout", "--quiet", "-b", "topic");
        commit("b.txt", "two");
        git("checkout", "--quiet", "feat/x");
        commit("c.txt", "three");
        git("checkout", "--quiet", "topic");
        git("rebase", "--quiet", "feat/x");
        git("checkout", "--quiet", "feat/x");
        git("merge", "--quiet", "--no-ff", "--no-edit", "topic");
        git("checkout", "--quiet", "-b", "picked", "HEAD~1");
        git("cherry-pick", "topic");
        git("checkout", "--quiet", "feat/x");
        git("branch", "--delete", "--force", "picked");
        git("tag", "--annotate", "--message", "text", "v1-inside");

        assertThat(git("branch", "--format=%(refname:short)").lines()).contains("feat/x", "topic", "main");
        assertThat(git("tag", "--list")).isEqualTo("v1-inside");
        assertThat(git("worktree", "list")).contains("[feat/x]").hasLineCount(1);
        assertThat(git("reflog")).contains("one, amended");
        assertThat(git("submodule", "status")).isEmpty();
        git("gc", "--quiet");
        git("fsck", "--no-progress");
        assertThat(git("status", "--porcelain")).isEmpty();
        String head = git("rev-parse", "HEAD");

        Collected collected = instance.git().collect();

        assertThat(collected.outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(repository.resolve("feat/x")).isEqualTo(head);
        assertThat(repository.git(
                        "-c",
                        "safe.directory=*",
                        "-C",
                        instance.info().worktree().toString(),
                        "status",
                        "--porcelain"))
                .isEmpty();
        repository.git("fsck", "--strict", "--connectivity-only");
    }
}
