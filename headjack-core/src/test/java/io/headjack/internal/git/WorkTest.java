package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.BranchName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTest {
    private static final BranchName BRANCH = new BranchName("feat/a");
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @TempDir
    Path home;

    private Sandbox sandbox;
    private Path worktree;

    @BeforeEach
    void makeInstance() {
        sandbox = Sandbox.in(home);
        worktree = sandbox.instance("feat/a");
    }

    private java.util.List<String> work() {
        sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, sandbox.inside(worktree), progress -> {});
        return sandbox.repository.work(Sandbox.ID, BRANCH, worktree, SubmoduleWork.NONE);
    }

    private Salvage salvage() {
        sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, sandbox.inside(worktree), progress -> {});
        return sandbox.repository.salvage(Sandbox.ID, BRANCH, worktree, NOW);
    }

    @Test
    void work_allCollected_isNothing() {
        sandbox.agentCommit(worktree, "a.txt", "a\n");

        assertThat(work()).isEmpty();
    }

    @Test
    void work_filesAndRefs_areListed() throws Exception {
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip");
        sandbox.agentCommit(worktree, "wip.txt", "w\n");
        sandbox.agent(worktree, "checkout", "-q", "feat/a");
        Sandbox.write(worktree.resolve("file.txt"), "stashed\n");
        sandbox.agent(worktree, "stash", "-q");
        sandbox.agentCommit(worktree, ".gitignore", "*.bin\ncache/\n");
        Sandbox.write(worktree.resolve("file.txt"), "changed\n");
        Sandbox.write(worktree.resolve("new\u001bfile"), "x");
        Sandbox.write(worktree.resolve("small.bin"), "x");
        Files.write(worktree.resolve("large.bin"), new byte[(1 << 20) + 1]);
        Sandbox.write(worktree.resolve("cache/nested/.git/HEAD"), "ref: refs/heads/main\n");

        assertThat(work())
                .containsExactlyInAnyOrder(
                        "private branch wip: 1 commit that no branch of the host has",
                        "stash stash: 2 commits that no branch of the host has",
                        "modified: file.txt",
                        "untracked: new?file",
                        "large ignored file: large.bin (1048577 bytes)",
                        "nested repository: cache/nested");
    }

    @Test
    void work_commitOfAPersonOnADetachedHead_isListed() {
        Sandbox.run(worktree, "git", "checkout", "-q", "--detach");
        Sandbox.run(worktree, "git", "commit", "-q", "--allow-empty", "-m", "on no branch");

        assertThat(work()).containsExactly("the worktree's detached HEAD: 1 commit that no branch of the host has");
    }

    @Test
    void work_stashPoppedAndCommitted_isNothing() {
        Sandbox.write(worktree.resolve("file.txt"), "changed\n");
        sandbox.agent(worktree, "stash", "-q");
        assertThat(work()).hasSize(1);
        sandbox.agent(worktree, "stash", "pop", "-q");
        sandbox.agent(worktree, "commit", "-qam", "popped");

        assertThat(work()).isEmpty();
    }

    @Test
    void work_otherBranchCheckedOutInside_comparesWithThat() {
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip");
        sandbox.agentCommit(worktree, "wip.txt", "w\n");

        assertThat(work()).containsExactly("private branch wip: 1 commit that no branch of the host has");
    }

    @Test
    void work_stagedOnTheHost_isListed() {
        Sandbox.write(worktree.resolve("staged.txt"), "x\n");
        Sandbox.run(worktree, "git", "add", "staged.txt");

        assertThat(work()).contains("staged on the host: staged.txt");
    }

    @Test
    void work_manyFiles_areCut() {
        for (int i = 0; i < 250; i++) {
            Sandbox.write(worktree.resolve("new" + i), "x");
        }

        assertThat(work()).hasSize(201).last().isEqualTo("and 50 more");
    }

    @Test
    void work_nestedRepositoryWithMonitor_runsNothing() throws Exception {
        Path nested = worktree.resolve("nested");
        Sandbox.init(nested);
        Sandbox.write(nested.resolve("x"), "x");
        Sandbox.run(nested, "git", "add", "x");
        Sandbox.run(nested, "git", "commit", "-qm", "x");
        Path program = home.resolve("monitor");
        Sandbox.write(program, "#!/bin/sh\ntouch '" + home + "/ran'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        Sandbox.run(nested, "git", "config", "core.fsmonitor", program.toString());
        Sandbox.run(
                worktree,
                "git",
                "update-index",
                "--add",
                "--cacheinfo",
                "160000," + Sandbox.run(nested, "git", "rev-parse", "HEAD") + ",nested");
        Sandbox.run(worktree, "git", "commit", "-qm", "gitlink");
        Files.deleteIfExists(home.resolve("ran"));

        assertThat(work()).contains("nested repository: nested");

        assertThat(home.resolve("ran")).doesNotExist();
    }

    @Test
    void work_pipeWhereGitReads_isListedWithoutHanging() {
        Sandbox.run(worktree, "mkfifo", ".gitignore");

        assertThat(work()).anyMatch(line -> line.contains("git would hang on") && line.contains(".gitignore"));
    }

    @Test
    void salvage_everything_isInOneCommit() throws Exception {
        sandbox.agent(worktree, "checkout", "-q", "-b", "wip");
        String wip = sandbox.agentCommit(worktree, "wip.txt", "w\n");
        sandbox.agent(worktree, "checkout", "-q", "feat/a");
        sandbox.agentCommit(worktree, ".gitignore", "*.bin\n");
        Sandbox.write(worktree.resolve("dir/new \"ü\"\n.txt"), "new\r\n");
        Sandbox.write(worktree.resolve("script.sh"), "x");
        Files.setPosixFilePermissions(worktree.resolve("script.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(worktree.resolve("link"), Path.of("/nowhere/at all"));
        Files.createSymbolicLink(worktree.resolve("linked"), sandbox.origin);
        Sandbox.write(worktree.resolve("small.bin"), "x");
        Files.write(worktree.resolve("large.bin"), new byte[(1 << 20) + 1]);
        Sandbox.write(worktree.resolve("nested/.git/HEAD"), "ref\n");
        Sandbox.run(worktree, "mkfifo", "pipe");

        Salvage salvage = salvage();

        assertThat(salvage.ref()).isEqualTo("refs/headjack/salvage/" + Sandbox.ID + "/20260304T050607Z");
        assertThat(salvage.notSalvaged())
                .containsExactlyInAnyOrder("large.bin (1048577 bytes, ignored)", "pipe (not a file)");
        assertThat(sandbox.host(
                                "-c",
                                "core.quotePath=false",
                                "ls-tree",
                                "-r",
                                "--format=%(objectmode) %(path)",
                                salvage.ref())
                        .lines())
                .containsExactlyInAnyOrder(
                        "100644 .gitignore",
                        "100644 \"dir/new \\\"ü\\\"\\n.txt\"",
                        "100644 file.txt",
                        "120000 link",
                        "120000 linked",
                        "100644 nested/.git.salvaged/HEAD",
                        "100755 script.sh",
                        "100644 small.bin");
        assertThat(sandbox.host("cat-file", "-p", salvage.ref() + ":link")).isEqualTo("/nowhere/at all");
        assertThat(sandbox.host("rev-list", salvage.ref())).contains(wip, sandbox.host("rev-parse", "feat/a"));
        sandbox.host("fsck", "--strict");
    }

    @Test
    void salvage_sameSecond_getsAnotherName() {
        String first = salvage().ref();

        assertThat(salvage().ref()).isEqualTo(first + "-2");
    }

    @Test
    void salvage_afterReleaseAndRemoval_isStillWhole() {
        sandbox.agentCommit(worktree, "a.txt", "a\n");
        sandbox.agent(worktree, "stash", "list");
        Sandbox.write(worktree.resolve("file.txt"), "changed\n");
        String ref = salvage().ref();

        sandbox.repository.removeWorktree(worktree);
        sandbox.repository.releaseRefs(Sandbox.ID);
        sandbox.host("reflog", "expire", "--expire=now", "--all");
        sandbox.host("gc", "-q", "--prune=now");

        assertThat(sandbox.host("show", ref + ":file.txt")).isEqualTo("changed");
        sandbox.host("fsck", "--strict");
    }

    @Test
    void salvage_hijackedPointer_readsNothingOfIt() throws Exception {
        Files.writeString(worktree.resolve(".git"), "gitdir: /nowhere\n");
        Sandbox.write(worktree.resolve("new.txt"), "x");

        Salvage salvage = sandbox.repository.salvage(Sandbox.ID, BRANCH, worktree, NOW);

        assertThat(sandbox.host("show", salvage.ref() + ":new.txt")).isEqualTo("x");
    }
}
