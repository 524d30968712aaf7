package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.Progress;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.os.TreeRemoval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorktreeTest {
    @TempDir
    Path home;

    @Test
    void repository_noRepository_isNotFound() {
        Sandbox sandbox = Sandbox.in(home);

        assertThatThrownBy(() -> sandbox.git.repository(home))
                .isInstanceOf(NotFoundException.class)
                .hasMessageStartingWith("no git repository at " + home);
    }

    @Test
    void repository_anyPathOfIt_isTheSame() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path worktree = sandbox.instance("feat/a");
        Path below = Files.createDirectories(sandbox.origin.resolve("a/b"));

        for (Path path : new Path[] {below, worktree, sandbox.origin.resolve(".git")}) {
            GitRepository found = sandbox.git.repository(path);
            assertThat(found.commonDirectory())
                    .isEqualTo(sandbox.origin.resolve(".git").toRealPath());
            assertThat(found.root()).isEqualTo(sandbox.origin.toRealPath());
            assertThat(found.id()).matches("project-[0-9a-f]{8}");
        }
    }

    @Test
    void checkout_manyFiles_tellsHowManyThereAre() {
        Sandbox sandbox = Sandbox.in(home);
        for (int i = 0; i < 300; i++) {
            Sandbox.write(sandbox.origin.resolve("many/" + i), i + "\n");
        }
        sandbox.host("add", ".");
        sandbox.host("commit", "-qm", "many");
        BranchName branch = new BranchName("feat/many");
        Path worktree = sandbox.worktree("feat/many");
        sandbox.repository.addWorktree(Sandbox.ID, sandbox.repository.plan(branch, null), worktree);
        List<Progress> told = new CopyOnWriteArrayList<>();

        sandbox.repository.checkout(branch, worktree, told::add);

        assertThat(told)
                .contains(new Progress("check out feat/many", "301 of 301 files", 301, 301))
                .allSatisfy(each -> assertThat(each.done()).isLessThanOrEqualTo(each.total()));
    }

    @Test
    void repository_bare_isItsOwnRoot() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path bare = home.resolve("bare.git");
        sandbox.host("clone", "-q", "--bare", ".", bare.toString());

        GitRepository repository = sandbox.git.repository(bare);
        Path worktree = home.resolve("worktree");
        repository.addWorktree(Sandbox.ID, repository.plan(new BranchName("main"), null), worktree);
        repository.checkout(new BranchName("main"), worktree, progress -> {});

        assertThat(repository.root()).isEqualTo(bare.toRealPath());
        assertThat(worktree.resolve("file.txt")).hasContent("one");
    }

    @Test
    void repository_featuresThatInstancesCannotHave_areNamed() {
        Sandbox sandbox = Sandbox.in(home);
        Path sha256 = home.resolve("sha256");
        Sandbox.run(home, "git", "init", "-q", "--object-format=sha256", sha256.toString());
        assertThatThrownBy(() -> sandbox.git.repository(sha256))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("sha256");

        sandbox.host("config", "remote.origin.promisor", "true");
        assertThatThrownBy(() -> sandbox.git.repository(sandbox.origin)).hasMessageContaining("partial clone");
        sandbox.host("config", "--unset", "remote.origin.promisor");

        Sandbox.write(sandbox.origin.resolve(".git/objects/info/alternates"), home + "\n");
        assertThatThrownBy(() -> sandbox.git.repository(sandbox.origin)).hasMessageContaining("alternates");

        sandbox.host("config", "core.repositoryFormatVersion", "1");
        sandbox.host("config", "extensions.refStorage", "reftable");
        assertThatThrownBy(() -> sandbox.git.repository(sandbox.origin))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("refs");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void addWorktree_sparseMainWorktree_hasAllFiles(boolean byWorktree) {
        Sandbox sandbox = Sandbox.in(home);
        for (String directory : List.of("in", "out")) {
            Sandbox.write(sandbox.origin.resolve(directory + "/file"), directory);
        }
        sandbox.host("add", ".");
        sandbox.host("commit", "-qm", "directories");
        if (byWorktree) {
            sandbox.host("sparse-checkout", "set", "--cone", "--sparse-index", "in");
        } else {
            sandbox.host("config", "core.sparseCheckout", "true");
            Sandbox.write(sandbox.origin.resolve(".git/info/sparse-checkout"), "/in/\n");
            sandbox.host("read-tree", "-mu", "HEAD");
        }
        assertThat(sandbox.origin.resolve("out")).doesNotExist();

        Path worktree = sandbox.instance("feat/a");

        assertThat(worktree.resolve("out/file")).hasContent("out");
        assertThat(Sandbox.run(worktree, "git", "status", "--porcelain")).isEmpty();
        assertThat(sandbox.agent(worktree, "status", "--porcelain")).isEmpty();
        assertThat(sandbox.agent(worktree, "ls-files", "-v")).doesNotContain("S ");
        assertThat(sandbox.origin.resolve("out")).doesNotExist();
        assertThat(sandbox.host("status", "--porcelain")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "with space", "it's \"quoted\"", "two\nlines", "colon:in it"})
    void addWorktree_strangeRepositoryPaths_work(String name) {
        Sandbox sandbox = Sandbox.in(home, name);

        Path worktree = sandbox.instance("feat/a");
        sandbox.agentCommit(worktree, "new.txt", "x\n");
        sandbox.repository.collect(
                Sandbox.ID, new BranchName("feat/a"), worktree, sandbox.inside(worktree), progress -> {});

        assertThat(worktree.resolve("file.txt")).hasContent("one");
        assertThat(sandbox.host("show", "feat/a:new.txt")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"feat/a", "Feat/B", "feat/ü-x"})
    void addWorktree_newBranch_isCheckedOutAndClean(String branch) {
        Sandbox sandbox = Sandbox.in(home);

        Path worktree = sandbox.instance(branch);

        assertThat(Sandbox.run(worktree, "git", "symbolic-ref", "HEAD")).isEqualTo("refs/heads/" + branch);
        assertThat(Sandbox.run(worktree, "git", "status", "--porcelain")).isEmpty();
        assertThat(sandbox.agent(worktree, "status", "--porcelain")).isEmpty();
        assertThat(sandbox.repository.branchCommit(new BranchName(branch))).contains(sandbox.host("rev-parse", "main"));
        assertThat(leads(sandbox, worktree)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feat/a", "feat/ü-x"})
    void addWorktree_trackedBranch_followsTheRemote(String branch) {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("remote", "add", "origin", "https://example.org/x.git");
        sandbox.host("update-ref", "refs/remotes/origin/" + branch, "HEAD");
        sandbox.host("branch", "origin/" + branch);

        sandbox.instance(branch);

        assertThat(sandbox.host("rev-parse", "--symbolic-full-name", branch + "@{upstream}"))
                .isEqualTo("refs/remotes/origin/" + branch);
    }

    @Test
    void addWorktree_emptyDirectory_isFilled() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Files.createDirectories(sandbox.worktree("feat/a"));

        Path worktree = sandbox.instance("feat/a");

        assertThat(worktree.resolve("file.txt")).hasContent("one");
    }

    @Test
    void addWorktree_placeTaken_leavesNothing() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path full = sandbox.worktree("feat/full");
        Sandbox.write(full.resolve("mine.txt"), "x");
        Path file = sandbox.worktree("feat/file");
        Sandbox.write(file, "mine");
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(sandbox.worktree("feat/link"), elsewhere);

        for (Path taken : List.of(full, file, link)) {
            BranchName branch = new BranchName("feat/x");
            BranchPlan plan = sandbox.repository.plan(branch, null);
            assertThatThrownBy(() -> sandbox.repository.addWorktree(Sandbox.ID, plan, taken))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining(taken + " is in the way");
        }

        assertThat(full.resolve("mine.txt")).hasContent("x");
        assertThat(file).hasContent("mine");
        assertThat(link).isSymbolicLink();
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(sandbox.host("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main");
    }

    @Test
    void addWorktree_gitFails_leavesNothing() {
        Sandbox sandbox = Sandbox.in(home);
        Path worktree = sandbox.worktree("feat/a");
        BranchPlan plan = sandbox.repository.plan(new BranchName("feat/a"), null);
        BranchPlan impossible =
                new BranchPlan(plan.branch(), plan.startCommit(), true, java.util.Optional.of("nowhere/feat/a"));

        assertThatThrownBy(() -> sandbox.repository.addWorktree(Sandbox.ID, impossible, worktree))
                .isInstanceOf(OperationFailedException.class)
                .hasNoSuppressedExceptions();

        assertThat(worktree).doesNotExist();
        assertThat(sandbox.origin.resolve(".git/worktrees")).doesNotExist();
        assertThat(sandbox.host("for-each-ref", "--format=%(refname)")).isEqualTo("refs/heads/main");
    }

    @Test
    void checkout_hooksOfTheHost_doNotRun() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path hook = sandbox.origin.resolve(".git/hooks/post-checkout");
        Sandbox.write(hook, "#!/bin/sh\ntouch '" + home + "/ran'\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String name : new String[] {"reference-transaction", "post-index-change"}) {
            Files.copy(hook, hook.resolveSibling(name));
        }

        sandbox.instance("feat/a");

        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void createPrivateGit_hostConfiguration_onlyIdentityAndFileSettingsComeAlong() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("config", "core.autocrlf", "input");
        sandbox.host("config", "credential.helper", "store");
        sandbox.host("config", "core.sshCommand", "evil");
        sandbox.host("config", "user.signingKey", "secret");

        Path worktree = sandbox.instance("feat/a");

        assertThat(sandbox.agent(worktree, "config", "user.name")).isEqualTo("A \"quoted\" \\ name");
        assertThat(sandbox.agent(worktree, "config", "core.autocrlf")).isEqualTo("input");
        assertThat(sandbox.agent(worktree, "config", "--local", "--list"))
                .doesNotContain("credential", "ssh", "sign", "evil", "secret");
        assertThat(home.resolve("private/pointer")).hasContent("gitdir: /headjack/git");
    }

    @Test
    void createPrivateGit_hostDropsItsBranches_privateRefsStayWhole() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.host("checkout", "-q", "-b", "other");
        sandbox.host("commit", "-q", "--allow-empty", "-m", "only on other");
        sandbox.host("checkout", "-q", "main");
        Path worktree = sandbox.instance("feat/a");

        sandbox.host("branch", "-qD", "other");
        sandbox.host("reflog", "expire", "--expire=now", "--all");
        sandbox.host("gc", "-q", "--prune=now");

        assertThat(sandbox.agent(worktree, "log", "--all", "--format=%s")).contains("only on other");
        sandbox.agent(worktree, "fsck", "--strict");
    }

    @Test
    void removeWorktree_again_isNoError() {
        Sandbox sandbox = Sandbox.in(home);
        Path worktree = sandbox.instance("feat/a");

        sandbox.repository.removeWorktree(worktree);
        sandbox.repository.removeWorktree(worktree);

        assertThat(worktree).doesNotExist();
        assertThat(sandbox.origin.resolve(".git/worktrees")).doesNotExist();
    }

    @Test
    void removeWorktree_leftoversOfACrash_areRemoved() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path withoutDirectory = sandbox.instance("feat/a");
        TreeRemoval.remove(withoutDirectory);
        Path withoutAdministration = home.resolve("git/left");
        Sandbox.write(withoutAdministration.resolve("x/y"), "z");

        sandbox.repository.removeWorktree(withoutDirectory);
        sandbox.repository.removeWorktree(withoutAdministration);

        assertThat(sandbox.host("worktree", "list").lines()).hasSize(1);
        assertThat(withoutAdministration).doesNotExist();
        sandbox.repository.plan(new BranchName("feat/a"), null);
    }

    @Test
    void removeWorktree_hijackedPointerLinksAndReadOnly_removesTheWorktreeOnly() throws Exception {
        Sandbox sandbox = Sandbox.in(home);
        Path worktree = sandbox.instance("feat/a");
        Path other = home.resolve("other");
        sandbox.host("worktree", "add", "-q", "-b", "other", other.toString());
        Files.writeString(worktree.resolve(".git"), Files.readString(other.resolve(".git")));
        Files.createSymbolicLink(worktree.resolve("link"), sandbox.origin);
        Path locked = Files.createDirectories(worktree.resolve("locked/below"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(locked.getParent(), PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThat(leads(sandbox, worktree)).isFalse();
        assertThatThrownBy(() -> sandbox.repository.checkout(new BranchName("feat/a"), worktree, progress -> {}))
                .hasMessageContaining("boundary");
        sandbox.repository.removeWorktree(worktree);

        assertThat(worktree).doesNotExist();
        assertThat(sandbox.origin.resolve("file.txt")).hasContent("one");
        assertThat(Sandbox.run(other, "git", "status", "--porcelain")).isEmpty();
    }

    @Test
    void deleteBranchIfUnchanged_movedOrCheckedOut_isLeft() {
        Sandbox sandbox = Sandbox.in(home);
        String first = sandbox.host("rev-parse", "HEAD");
        sandbox.host("branch", "feat/a");
        sandbox.host("config", "branch.feat/a.remote", "origin");
        BranchName branch = new BranchName("feat/a");

        assertThat(sandbox.repository.deleteBranchIfUnchanged(branch, "1".repeat(40)))
                .isFalse();
        assertThat(sandbox.repository.deleteBranchIfUnchanged(new BranchName("main"), first))
                .isFalse();
        assertThat(sandbox.repository.deleteBranchIfUnchanged(branch, first)).isTrue();

        assertThat(sandbox.repository.branchCommit(branch)).isEmpty();
        assertThat(sandbox.host("config", "--local", "--list")).doesNotContain("feat/a");
    }

    @Test
    void releaseRefs_ofOneInstance_leavesSalvages() {
        Sandbox sandbox = Sandbox.in(home);
        sandbox.instance("feat/a");
        sandbox.host("update-ref", "refs/headjack/salvage/" + Sandbox.ID + "/x", "HEAD");

        sandbox.repository.releaseRefs(Sandbox.ID);

        assertThat(sandbox.host("for-each-ref", "--format=%(refname)", "refs/headjack"))
                .isEqualTo("refs/headjack/salvage/" + Sandbox.ID + "/x");
    }

    private boolean leads(Sandbox sandbox, Path worktree) {
        return RepositoryRepair.leadsToItsRepository(
                worktree, sandbox.repository.commonDirectory(), home.resolve("data"));
    }

    @Test
    void leadsToItsRepository_repositoryMovedAndMended_isTrueUnlessAnInstanceCouldHaveWrittenIt() throws IOException {
        Sandbox sandbox = Sandbox.in(home);
        Path worktree = sandbox.instance("feat/a");
        Path moved = home.resolve("moved");
        Files.move(sandbox.origin, moved);
        Sandbox.run(moved, "git", "worktree", "repair");

        assertThat(leads(sandbox, worktree)).isTrue();
        assertThat(RepositoryRepair.leadsToItsRepository(worktree, sandbox.repository.commonDirectory(), moved))
                .isFalse();
        Files.writeString(worktree.resolve(".git"), "gitdir: " + worktree + "/evil/.git\n");
        assertThat(leads(sandbox, worktree)).isFalse();
        Files.writeString(worktree.resolve(".git"), "gitdir: /no\0path/worktrees/a\n");
        assertThat(leads(sandbox, worktree)).isFalse();
        Files.delete(worktree.resolve(".git"));
        assertThat(leads(sandbox, worktree)).isFalse();
    }
}
