package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RequiresTool("git")
class TempRepositoryIT {
    private final TempRepository repository = TempRepository.create();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void create_new_isOnMainWithOneCommit() {
        assertThat(repository.git("symbolic-ref", "HEAD")).isEqualTo("refs/heads/main\n");
        assertThat(repository.git("rev-list", "--count", "HEAD")).isEqualTo("1\n");
    }

    @Test
    void commit_files_areInIt() {
        String id = repository.commit("one", Map.of("a/b.txt", "text\n", "c.txt", "more\n"));

        assertThat(repository.resolve("HEAD")).isEqualTo(id);
        assertThat(repository.git("show", "HEAD:a/b.txt")).isEqualTo("text\n");
        assertThat(repository.git("status", "--porcelain")).isEmpty();
    }

    @Test
    void commit_sameSteps_givesSameId() {
        try (TempRepository other = TempRepository.create()) {
            Map<String, String> files = Map.of("a.txt", "a");

            assertThat(other.commit("one", files)).isEqualTo(repository.commit("one", files));
        }
    }

    /** As the documentation shows it. */
    @Test
    void close_repository_isGone() {
        Path made;
        try (TempRepository repository = TempRepository.create()) {
            made = repository.directory();
            repository.commit("one", Map.of("a.txt", "a\n"));
            repository.branch("feat/auth");
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void write_file_staysUncommitted() {
        repository.write("new.txt", "x");

        assertThat(repository.git("status", "--porcelain")).isEqualTo("?? new.txt\n");
    }

    @Test
    void branch_name_isMadeAndNotCheckedOut() {
        repository.branch("feat/auth");

        assertThat(repository.resolve("refs/heads/feat/auth")).isEqualTo(repository.resolve("HEAD"));
        assertThat(repository.git("branch", "--show-current")).isEqualTo("main\n");
    }

    @Test
    void checkout_branch_isCurrent() {
        repository.branch("side");
        repository.checkout("side");

        assertThat(repository.git("branch", "--show-current")).isEqualTo("side\n");
    }

    @Test
    void git_linkedWorktree_runsThere() {
        Path linked = repository.beside("linked").resolve("tree");
        repository.git("worktree", "add", "--quiet", "-b", "linked", linked.toString());

        assertThat(repository.git(linked, List.of("branch", "--show-current"))).isEqualTo("linked\n");
    }

    @Test
    void git_refused_throwsItsWords() {
        assertThatThrownBy(() -> repository.git("checkout", "nowhere"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void git_configuration_isNotTheUsers() {
        assertThat(repository.git("config", "--list", "--show-origin").lines())
                .allMatch(line ->
                        line.startsWith("file:" + repository.environment().get("HOME"))
                                || line.startsWith("file:.git/config"));
    }

    @Test
    void close_twice_leavesNothing() {
        Path base = repository.directory().getParent();
        repository.close();
        repository.close();

        assertThat(Files.exists(base)).isFalse();
    }
}
