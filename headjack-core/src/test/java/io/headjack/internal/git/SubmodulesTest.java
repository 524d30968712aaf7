package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.BranchName;
import io.headjack.error.NotFoundException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.os.TreeRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmodulesTest {
    private static final BranchName BRANCH = new BranchName("feat/a");

    @TempDir
    Path home;

    private Sandbox sandbox;
    private Path module;

    @BeforeEach
    void makeRepository() {
        sandbox = Sandbox.in(home);
        Path deep = other("deep");
        Path sub = other("sub");
        add(sub, deep, "inner", "parts/deep");
        add(sandbox.origin, sub, "sub", "libs/sub");
        sandbox.host(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "update",
                "--init",
                "--recursive",
                "--force");
        module = sandbox.repository.commonDirectory().resolve("modules/sub");
    }

    private Path other(String name) {
        Path directory = home.resolve(name);
        Sandbox.init(directory);
        Sandbox.write(directory.resolve(name + ".txt"), name + "\n");
        Sandbox.run(directory, "git", "add", ".");
        Sandbox.run(directory, "git", "commit", "-qm", name);
        return directory;
    }

    private static void add(Path to, Path what, String name, String path) {
        Sandbox.run(
                to,
                "git",
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                "--name",
                name,
                what.toString(),
                path);
        Sandbox.run(to, "git", "commit", "-qm", "add " + path);
    }

    private List<Submodule> plan() {
        return sandbox.repository.submodules().plan(BRANCH, sandbox.host("rev-parse", "HEAD"));
    }

    /** An instance with what {@code fill-submodules.sh} makes of it. */
    private Path filled(List<Submodule> all) throws Exception {
        Path worktree = sandbox.instance("feat/a");
        sandbox.repository.submodules().createGit(all, sandbox.privateGit, worktree.toString());
        fill(all, worktree);
        return worktree;
    }

    private void fill(List<Submodule> all, Path worktree) throws Exception {
        Path script = Path.of("src/main/resources/io/headjack/internal/instance/fill-submodules.sh");
        List<String> command =
                new ArrayList<>(List.of("sh", script.toAbsolutePath().toString(), worktree.toString(), "all"));
        all.forEach(each -> command.addAll(List.of(
                each.path(), sandbox.privateGit.resolve(each.directory()).toString(), each.commit())));
        Sandbox.run(home, command.toArray(String[]::new));
    }

    private SubmoduleWork work(List<Submodule> all, Path worktree) {
        return sandbox.repository.submodules().work(all, sandbox.inside(worktree), "/workspace");
    }

    @Test
    void plan_submoduleInAnother_comesAfterIt() {
        List<Submodule> all = plan();

        assertThat(all).extracting(Submodule::path).containsExactly("libs/sub", "libs/sub/parts/deep");
        assertThat(all).extracting(Submodule::directory).containsExactly("modules/sub", "modules/sub/modules/inner");
        assertThat(all.get(0).commit()).isEqualTo(sandbox.host("rev-parse", "HEAD:libs/sub"));
    }

    @Test
    void plan_noSubmodules_isEmpty() {
        assertThat(sandbox.repository.submodules().plan(BRANCH, sandbox.host("rev-parse", "HEAD~1")))
                .isEmpty();
    }

    @Test
    void plan_hostLacksOne_namesItAndTheCure() throws Exception {
        Files.move(module, home.resolve("away"));

        assertThatThrownBy(this::plan)
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("feat/a")
                .hasMessageContaining("libs/sub at ")
                .hasMessageContaining("git submodule update --init --recursive");
    }

    @Test
    void plan_hostLacksTheCommit_namesIt() {
        sandbox.host("update-index", "--cacheinfo", "160000," + "1".repeat(40) + ",libs/sub");
        sandbox.host("commit", "-qm", "Elsewhere");

        assertThatThrownBy(this::plan).hasMessageContaining("libs/sub at 1111");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "..", "a/../../b", "/etc", "-x", "a//b", "a/.GIT/b", "a\\nb"})
    void plan_nameThatLeadsElsewhere_isRefused(String name) {
        modules("[submodule \"" + name.replace("\\n", "\u0001") + "\"]\n\tpath = libs/sub\n");

        assertThatThrownBy(this::plan).isInstanceOf(UnsupportedException.class).hasMessageContaining("lead elsewhere");
    }

    @Test
    void plan_gitDirectoryWithinAnothers_isRefused() {
        sandbox.host("update-index", "--add", "--cacheinfo", "160000," + "1".repeat(40) + ",other");
        modules("[submodule \"sub\"]\n\tpath = libs/sub\n[submodule \"SUB/modules/inner\"]\n\tpath = other\n");

        assertThatThrownBy(this::plan)
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("in another one's");
    }

    @Test
    void plan_notInGitmodules_isRefusedByPath() {
        modules("");

        assertThatThrownBy(this::plan).isInstanceOf(UnsupportedException.class).hasMessageContaining("\"libs/sub\"");
    }

    @Test
    void plan_includeOfAFileOfTheHost_isNotFollowed() {
        Path named = home.resolve("included");
        Sandbox.write(named, "[submodule \"sub\"]\n\tpath = libs/sub\n");
        modules("[include]\n\tpath = " + named + "\n");

        assertThatThrownBy(this::plan).hasMessageContaining("says nothing of");
    }

    @Test
    void plan_submoduleThatGitWouldNotUpdate_isLeftOut() {
        modules("[submodule \"sub\"]\n\tpath = libs/sub\n\tupdate = none\n");

        assertThat(plan()).isEmpty();
    }

    @Test
    void plan_bareRepository_isRefused() {
        Path bare = home.resolve("bare.git");
        sandbox.host("clone", "-q", "--bare", sandbox.origin.toString(), bare.toString());
        GitRepository repository = sandbox.git.repository(bare);

        assertThatThrownBy(() -> repository.submodules().plan(BRANCH, sandbox.host("rev-parse", "HEAD")))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("is bare");
    }

    private void modules(String text) {
        Sandbox.write(sandbox.origin.resolve(".gitmodules"), text);
        sandbox.host("add", ".gitmodules");
        sandbox.host("commit", "-qm", "Modules");
    }

    @Test
    void work_nothingChanged_isNothing() throws Exception {
        List<Submodule> all = plan();
        Path worktree = filled(all);

        SubmoduleWork work = work(all, worktree);

        assertThat(worktree.resolve("libs/sub/parts/deep/deep.txt")).hasContent("deep");
        assertThat(work.lines()).isEmpty();
        assertThat(work.filled()).containsExactlyInAnyOrder(Path.of("libs/sub"), Path.of("libs/sub/parts/deep"));
        assertThat(sandbox.repository.work(Sandbox.ID, BRANCH, worktree, work)).isEmpty();
        assertThat(sandbox.agent(worktree, "status", "--porcelain")).isEmpty();
    }

    @Test
    void work_filesCommitsAndStashes_areNamed() throws Exception {
        List<Submodule> all = plan();
        Path worktree = filled(all);
        Path sub = worktree.resolve("libs/sub");
        Path deep = sub.resolve("parts/deep");
        Sandbox.write(deep.resolve("deep.txt"), "stashed\n");
        Sandbox.run(deep, "git", "stash", "-q");
        Sandbox.write(deep.resolve("deep.txt"), "stashed again\n");
        Sandbox.run(deep, "git", "stash", "-q");
        Sandbox.run(sub, "git", "commit", "-q", "--allow-empty", "-m", "Inside");
        Sandbox.write(sub.resolve("sub.txt"), "changed\n");
        Sandbox.write(sub.resolve("new\u001bfile"), "x\n");

        SubmoduleWork work = work(all, worktree);

        assertThat(work.lines())
                .contains("submodule libs/sub: modified: sub.txt", "submodule libs/sub: untracked: new?file")
                .anyMatch(line -> line.startsWith("submodule libs/sub: HEAD is at "))
                .anyMatch(line -> line.startsWith("submodule libs/sub/parts/deep: refs/stash is at "))
                .anyMatch(line -> line.startsWith("submodule libs/sub/parts/deep: an older stash is at "))
                .hasSize(5);
        assertThat(work.unsaved()).isEqualTo(all);
    }

    @Test
    void work_repositoryPutInItsPlace_isNoLongerTheSubmodule() throws Exception {
        List<Submodule> all = plan();
        Path worktree = filled(all);
        Path sub = worktree.resolve("libs/sub");
        Sandbox.run(sub, "git", "commit", "-q", "--allow-empty", "-m", "Inside");
        Files.delete(sub.resolve(".git"));
        Sandbox.init(sub);

        SubmoduleWork work = work(all, worktree);

        assertThat(work.filled()).containsExactly(Path.of("libs/sub/parts/deep"));
        assertThat(work.lines()).singleElement().asString().startsWith("submodule libs/sub: HEAD is at ");
        assertThat(sandbox.repository.work(Sandbox.ID, BRANCH, worktree, work)).contains("nested repository: libs/sub");
    }

    @Test
    void work_gitDirectoryThatCannotBeRead_isNamed() throws Exception {
        List<Submodule> all = plan();
        Path worktree = filled(all);
        Files.delete(sandbox.privateGit.resolve("modules/sub/HEAD"));

        assertThat(work(all, worktree).lines()).contains("submodule libs/sub: git inside cannot read it");
    }

    @Test
    void work_shallowSubmoduleThatTheHostDroppedMeanwhile_isWholeInsideAndNamed() throws Exception {
        Files.writeString(module.resolve("shallow"), sandbox.host("rev-parse", "HEAD:libs/sub") + "\n");
        List<Submodule> all = plan();
        Path worktree = filled(all);
        Files.move(module, home.resolve("away"));

        assertThat(Sandbox.run(worktree.resolve("libs/sub"), "git", "log", "--format=%s"))
                .isEqualTo("add parts/deep");
        Sandbox.run(worktree.resolve("libs/sub"), "git", "fsck", "--strict");
        assertThat(work(all, worktree).lines()).anyMatch(line -> line.startsWith("submodule libs/sub: HEAD is at "));
    }

    @Test
    void unknown_gitlinkMovedToACommitOfTheInside_isNamed() throws Exception {
        List<Submodule> all = plan();
        Path worktree = filled(all);
        Sandbox.run(worktree.resolve("libs/sub"), "git", "commit", "-q", "--allow-empty", "-m", "Inside");
        String commit = Sandbox.run(worktree.resolve("libs/sub"), "git", "rev-parse", "HEAD");
        sandbox.agent(worktree, "commit", "-qam", "Move");
        String head = sandbox.agent(worktree, "rev-parse", "HEAD");
        sandbox.repository.collect(Sandbox.ID, BRANCH, worktree, sandbox.inside(worktree), progress -> {});

        assertThat(sandbox.repository.submodules().unknown(all, head)).containsExactly("libs/sub at " + commit);
        assertThat(sandbox.repository.submodules().unknown(all, head + "~1")).isEmpty();
    }

    @Test
    void createGit_files_haveOneNameEach() throws Exception {
        filled(plan());

        try (var files = Files.list(sandbox.privateGit.resolve("modules/sub/objects/pack"))) {
            assertThat(files).isNotEmpty().allMatch(file -> links(file) == 1);
        }
    }

    private static int links(Path file) {
        try {
            return (Integer) Files.getAttribute(file, "unix:nlink");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void fill_directoryReachedThroughALink_isRefused() throws Exception {
        List<Submodule> all = plan();
        Path worktree = sandbox.instance("feat/a");
        sandbox.repository.submodules().createGit(all, sandbox.privateGit, worktree.toString());
        Path elsewhere = Files.createDirectories(home.resolve("elsewhere/sub")).getParent();
        Files.delete(worktree.resolve("libs/sub"));
        Files.delete(worktree.resolve("libs"));
        Files.createSymbolicLink(worktree.resolve("libs"), elsewhere);

        assertThatThrownBy(() -> fill(all, worktree)).hasMessageContaining("reached through a link");
        assertThat(elsewhere.resolve("sub")).isEmptyDirectory();
    }

    @Test
    void fill_againAfterFilesWereLost_bringsBackWhatGitInsideHas() throws Exception {
        List<Submodule> all = plan();
        Path worktree = filled(all);
        Path sub = worktree.resolve("libs/sub");
        Sandbox.write(sub.resolve("sub.txt"), "mine\n");
        Sandbox.run(sub, "git", "commit", "-qam", "Inside");
        TreeRemoval.remove(sub);

        fill(all, worktree);

        assertThat(sub.resolve("sub.txt")).hasContent("mine");
        assertThat(sub.resolve("parts/deep/deep.txt")).hasContent("deep");
        assertThat(Sandbox.run(sub, "git", "status", "--porcelain")).isEmpty();
    }

    @Test
    void read_whatWasWritten_isTheSame() {
        Path file = home.resolve("list");
        List<Submodule> all = List.of(
                new Submodule("", "ä b", "libs/ä b", "1".repeat(40)),
                new Submodule("modules/ä b", "x", "libs/ä b/x", "2".repeat(40)));

        Submodules.write(file, all);

        assertThat(Submodules.read(file)).isEqualTo(all);
        assertThat(Submodules.read(home.resolve("none"))).isEmpty();
    }
}
