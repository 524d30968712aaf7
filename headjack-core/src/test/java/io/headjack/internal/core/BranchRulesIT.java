package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.RemoveOption;
import io.headjack.error.BranchInUseException;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.git.Git;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for branches as a program meets them; what is refused leaves nothing. */
@RequiresTool({"git", "tmux"})
class BranchRulesIT {
    @TempDir
    Path directory;

    private TempRepository repository;
    private Headjack headjack;

    @BeforeEach
    void open() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "one\n"));
        headjack = Headjack.builder()
                .dataDirectory(directory.resolve("data"))
                .runtime("local")
                .open();
    }

    @AfterEach
    void removeAll() {
        headjack.instances()
                .list()
                .forEach(each -> headjack.instances()
                        .get(each.id())
                        .remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK));
        headjack.close();
        repository.close();
    }

    private InstanceRequest branch(String name) {
        return headjack.instances().in(repository.directory()).branch(name);
    }

    private Path place(String branch) {
        return new Git(directory)
                .repository(repository.directory())
                .worktreePath(directory.resolve("data/git"), new BranchName(branch));
    }

    private List<String> refs() {
        return repository.git("for-each-ref").lines().toList();
    }

    private void refused(ThrowingCallable call, Class<?> type, String words) {
        List<String> before = refs();
        String config = repository.git("config", "--local", "--list");
        assertThatThrownBy(call).isInstanceOf(type).hasMessageContaining(words);
        assertThat(refs()).isEqualTo(before);
        assertThat(repository.git("config", "--local", "--list")).isEqualTo(config);
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
        assertThat(headjack.instances().list()).isEmpty();
        assertThat(directory.resolve("data/ops")).isEmptyDirectory();
    }

    @Test
    void create_newBranchFromATag_startsThere() {
        repository.git("tag", "-a", "-m", "v1", "v1");
        repository.commit("Second", Map.of("a.txt", "two\n"));

        Instance instance = branch("feat/ü-x").from("v1").create();

        assertThat(instance.info().worktree().resolve("a.txt")).hasContent("one");
        assertThat(repository.resolve("refs/heads/feat/ü-x")).isEqualTo(repository.resolve("v1^{commit}"));
        instance.remove();
        assertThat(repository.git("branch", "--list", "feat/*")).isEmpty();
    }

    @Test
    void create_existingBranchAndFrom_checksTheBranchOutAndKeepsIt() {
        repository.branch("feat/x");
        repository.commit("Second", Map.of("a.txt", "two\n"));

        Instance instance = branch("feat/x").from("main").create();

        assertThat(instance.info().worktree().resolve("a.txt")).hasContent("one");
        instance.remove();
        assertThat(repository.git("branch", "--list", "feat/x")).isNotEmpty();
    }

    @Test
    void create_branchOfTwoRemotes_tracksTheOneThatFromNames() {
        for (String remote : List.of("origin", "fork")) {
            repository.git("remote", "add", remote, "https://example.org/x.git");
            repository.git("update-ref", "refs/remotes/" + remote + "/feat/x", "HEAD");
        }
        refused(branch("feat/x")::create, InvalidRequestException.class, "(fork, origin)");

        branch("feat/x").from("fork/feat/x").create();

        assertThat(repository.git("rev-parse", "--symbolic-full-name", "feat/x@{upstream}"))
                .isEqualToIgnoringNewLines("refs/remotes/fork/feat/x");
    }

    @Test
    void create_whatHasNoStart_leavesNothing() {
        refused(branch("feat/x").from("nowhere")::create, NotFoundException.class, "no commit \"nowhere\"");
        refused(branch("feat/x").from("--all")::create, NotFoundException.class, "no commit \"--all\"");
        refused(branch("feat/x").from("main:a.txt")::create, NotFoundException.class, "it is a blob");
        refused(() -> branch("feat/x").from("main\nHEAD"), InvalidRequestException.class, "control characters");
        refused(() -> branch("feat/x").from("main\0"), InvalidRequestException.class, "control characters");
        refused(
                branch("main")::create,
                BranchInUseException.class,
                repository.directory().toString());
        refused(branch("main/x")::create, ConflictException.class, "beside branch \"main\"");
    }

    @Test
    void create_somethingInTheWay_isNamedAndUntouched() throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Path full = place("feat/full");
        Files.createDirectories(full);
        Files.writeString(full.resolve("mine.txt"), "mine");
        Path file = Files.writeString(place("feat/file"), "mine");
        Path link = Files.createSymbolicLink(place("feat/link"), repository.beside("elsewhere"));

        refused(branch("feat/full")::create, ConflictException.class, "the full directory " + full);
        refused(branch("feat/file")::create, ConflictException.class, "the file " + file);
        refused(branch("feat/link")::create, ConflictException.class, "the link " + link);

        assertThat(full.resolve("mine.txt")).hasContent("mine");
        assertThat(file).hasContent("mine");
        assertThat(link).isSymbolicLink();
        assertThat(repository.beside("elsewhere")).isEmptyDirectory();
    }

    @Test
    void create_emptyDirectoryInTheWay_isFilled() throws Exception {
        Files.createDirectories(place("feat/x"));

        Instance instance = branch("feat/x").create();

        assertThat(instance.info().worktree().resolve("a.txt")).hasContent("one");
    }

    /** A remote with a branch that this repository has not heard of. */
    private Path remote() {
        Path remote = repository.beside("remote.git");
        repository.git("clone", "--quiet", "--bare", repository.directory().toString(), remote.toString());
        repository.git(remote, List.of("branch", "feat/x", "main"));
        repository.git("remote", "add", "origin", remote.toString());
        return remote;
    }

    @Test
    void create_fetch_tracksWhatOnlyTheRemoteHad() {
        remote();
        repository.commit("Second", Map.of("a.txt", "two\n"));

        Instance instance = branch("feat/x").fetch("origin").create();

        assertThat(instance.info().worktree().resolve("a.txt")).hasContent("one");
        assertThat(repository.git("rev-parse", "--symbolic-full-name", "feat/x@{upstream}"))
                .isEqualToIgnoringNewLines("refs/remotes/origin/feat/x");
    }

    @Test
    void create_fetchFails_leavesNothing() {
        repository.git("remote", "add", "origin", repository.beside("gone").toString());

        refused(
                branch("feat/x").fetch("origin")::create,
                OperationFailedException.class,
                "fetching from remote \"origin\"");
        refused(branch("feat/x").fetch("upstream")::create, NotFoundException.class, "configured are: origin");
        refused(() -> branch("feat/x").fetch("a\nb"), InvalidRequestException.class, "control characters");
    }

    @Test
    void ensure_instanceThatExists_isNotFetchedFor() {
        Instance instance = branch("feat/x").create();
        repository.git("remote", "add", "origin", repository.beside("gone").toString());

        assertThat(branch("feat/x").fetch("origin").ensure()).isEqualTo(instance);
    }
}
