package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Commit;
import io.headjack.FileChange;
import io.headjack.FileChange.Kind;
import io.headjack.WorktreeStatus;
import io.headjack.error.OperationFailedException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.RuntimeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceGitTest {
    private static final String WORKSPACE = "/workspace";

    @TempDir
    Path home;

    private Sandbox sandbox;
    private Path worktree;
    private String base;

    @BeforeEach
    void makeInstance() {
        sandbox = Sandbox.in(home);
        worktree = sandbox.instance("feat/a");
        base = sandbox.host("rev-parse", "main");
    }

    @Test
    void status_changes_haveTheirKinds() throws Exception {
        String head = sandbox.agentCommit(worktree, "renamed from.txt", "some content that is long enough\n");
        sandbox.agent(worktree, "mv", "renamed from.txt", "renamed to.txt");
        Sandbox.write(worktree.resolve("file.txt"), "changed\n");
        Sandbox.write(worktree.resolve("new dir/new\nfile"), "x");
        Sandbox.write(worktree.resolve("added.txt"), "x");
        sandbox.agent(worktree, "add", "added.txt");

        WorktreeStatus status = WorkspaceGit.status(sandbox.inside(worktree), WORKSPACE);

        assertThat(status.branch()).isEqualTo("feat/a");
        assertThat(status.head()).isEqualTo(head);
        assertThat(status.changes())
                .containsExactlyInAnyOrder(
                        new FileChange(Kind.RENAMED, "renamed to.txt"),
                        new FileChange(Kind.MODIFIED, "file.txt"),
                        new FileChange(Kind.ADDED, "added.txt"),
                        new FileChange(Kind.UNTRACKED, "new dir/new\nfile"));
    }

    @Test
    void status_clean_saysSo() {
        assertThat(WorkspaceGit.status(sandbox.inside(worktree), WORKSPACE).isClean())
                .isTrue();
    }

    @Test
    void commits_sinceBase_newestFirst() {
        sandbox.agentCommit(worktree, "a.txt", "a\n");
        String head = sandbox.agentCommit(worktree, "b.txt", "b\n");

        List<Commit> commits = WorkspaceGit.commits(sandbox.inside(worktree), WORKSPACE, base);

        assertThat(commits).extracting(Commit::subject).containsExactly("change b.txt", "change a.txt");
        assertThat(commits.get(0).id()).isEqualTo(head);
        assertThat(commits.get(0).author()).isEqualTo("A \"quoted\" \\ name");
        assertThat(commits.get(0).email()).isEqualTo("someone@example.org");
    }

    @Test
    void diff_committedAndNot_isAPatchThatApplies() throws Exception {
        sandbox.agentCommit(worktree, "a.txt", "committed\n");
        Sandbox.write(worktree.resolve("file.txt"), "changed\n");
        Sandbox.write(worktree.resolve("new.txt"), "untracked\n");
        Files.write(worktree.resolve("binary"), new byte[] {0, 1, 2, (byte) 200});
        String index = sandbox.agent(worktree, "ls-files");

        String diff = WorkspaceGit.diff(sandbox.inside(worktree), WORKSPACE, base);

        Path clone = home.resolve("clone");
        sandbox.host("clone", "-q", ".", clone.toString());
        Sandbox.feed(clone, diff, "git", "apply");
        assertThat(clone.resolve("file.txt")).hasContent("changed");
        assertThat(clone.resolve("a.txt")).hasContent("committed");
        assertThat(clone.resolve("new.txt")).hasContent("untracked");
        assertThat(clone.resolve("binary")).hasSameBinaryContentAs(worktree.resolve("binary"));
        assertThat(sandbox.agent(worktree, "ls-files")).isEqualTo(index);
    }

    @Test
    void diff_localWorktree_worksToo() {
        Sandbox.write(worktree.resolve("new.txt"), "untracked\n");

        String diff = WorkspaceGit.diff(
                (command, environment) -> sandbox.inside(worktree).start(command, Map.copyOf(environment)),
                worktree.toString(),
                base);

        assertThat(diff).contains("+untracked");
    }

    @Test
    void diff_unboundedOutput_isRefused() {
        AgentSide endless =
                (command, environment) -> sandbox.inside(worktree).start(List.of("cat", "/dev/zero"), environment);

        assertThatThrownBy(() -> WorkspaceGit.diff(endless, WORKSPACE, base)).isInstanceOf(UnsupportedException.class);
    }

    @Test
    void status_gitFails_carriesItsWords() {
        AgentSide broken = (command, environment) ->
                sandbox.inside(worktree).start(List.of("sh", "-c", "echo bad index >&2; exit 128"), environment);

        assertThatThrownBy(() -> WorkspaceGit.status(broken, WORKSPACE))
                .isInstanceOf(OperationFailedException.class)
                .hasMessageContaining("bad index");
    }

    @Test
    @Timeout(60)
    void status_nothingHeardOfGit_asksWhetherItIsThere() {
        AgentSide silent = new AgentSide() {
            @Override
            public RuntimeProcess start(List<String> command, Map<String, String> environment) {
                return sandbox.inside(worktree).start(List.of("sleep", "1000"), environment);
            }

            @Override
            public void checkAlive() {
                throw new RuntimeUnavailableException("the engine hangs");
            }

            @Override
            public Duration patience() {
                return Duration.ofMillis(50);
            }
        };

        assertThatThrownBy(() -> WorkspaceGit.status(silent, WORKSPACE))
                .isInstanceOf(RuntimeUnavailableException.class);
    }
}
