package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Collected;
import io.headjack.Drift;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.Repair;
import io.headjack.Risk;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do to worktrees, branches and repositories behind Headjack's back, and how it comes right again. */
@RequiresTool({"docker", "git"})
class GitDriftsIT {
    @TempDir
    Path data;

    @TempDir
    Path elsewhere;

    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;
    private Drifts drifts;
    private Path worktree;

    @BeforeEach
    void makeInstance() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        headjack = Job.open(data);
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
        drifts = new Drifts(headjack, data);
        worktree = instance.info().worktree();
        commitInside("b.txt", "inside");
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

    private void commitInside(String file, String text) {
        drifts.inside(instance, "echo " + text + " > " + file + " && git add " + file + " && git commit -qm " + text);
    }

    private String inside(String... command) {
        return instance.exec(command).run().stdout().strip();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private Path administration() throws IOException {
        try (Stream<Path> all = Files.list(repository.directory().resolve(".git/worktrees"))) {
            return all.findFirst().orElseThrow();
        }
    }

    @Test
    void worktreeDeleted_comesBackWithWhatWasCommittedAndStagedInside() throws Exception {
        drifts.inside(instance, "echo staged > c.txt && git add c.txt");
        delete(worktree);

        drifts.repairOnly(Drift.WORKTREE_MISSING);

        assertThat(worktree.resolve("a.txt")).hasContent("a");
        assertThat(worktree.resolve("b.txt")).hasContent("inside");
        assertThat(worktree.resolve("c.txt")).hasContent("staged");
        assertThat(inside("git", "status", "--porcelain")).isEqualTo("A  c.txt");
        assertThat(repository.git("show", "feat/x:b.txt").strip()).isEqualTo("inside");
    }

    @Test
    void worktreeDeletedAndPruned_comesBack() throws Exception {
        instance.stop();
        delete(worktree);
        repository.git("worktree", "prune");

        drifts.repairOnly(Drift.WORKTREE_MISSING);

        assertThat(instance.info().state()).isEqualTo(InstanceState.STOPPED);
        assertThat(worktree.resolve("b.txt")).hasContent("inside");
        instance.start();
        assertThat(inside("git", "status", "--porcelain")).isEmpty();
    }

    @Test
    void worktreeMovedByGit_isMovedBackWithItsWork() throws Exception {
        Files.writeString(worktree.resolve("work.txt"), "work\n");
        repository.git(
                "worktree", "move", worktree.toString(), elsewhere.resolve("w").toString());

        drifts.repairOnly(Drift.WORKTREE_MOVED);

        assertThat(worktree.resolve("work.txt")).hasContent("work");
        assertThat(repository.git("-C", worktree.toString(), "status", "--porcelain"))
                .contains("work.txt");
    }

    @Test
    void worktreeRenamedByHand_isMovedBackWithItsWork() throws Exception {
        Files.writeString(worktree.resolve("work.txt"), "work\n");
        Files.move(worktree, worktree.resolveSibling("renamed"));

        drifts.repairOnly(Drift.WORKTREE_MOVED);

        assertThat(worktree.resolve("work.txt")).hasContent("work");
    }

    @Test
    void worktreeMovedAwayPrunedAndMovedBack_isRegisteredAgainWithItsWork() throws Exception {
        Files.writeString(worktree.resolve("work.txt"), "work\n");
        Files.move(worktree, elsewhere.resolve("w"));
        repository.git("worktree", "prune");
        Files.move(elsewhere.resolve("w"), worktree);

        drifts.repairOnly(Drift.WORKTREE_UNREGISTERED);

        assertThat(worktree.resolve("work.txt")).hasContent("work");
        assertThat(repository.git("worktree", "list").lines()).hasSize(2);
        assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
    }

    @Test
    void administrationDeleted_isMadeAgain() throws Exception {
        delete(administration());

        drifts.repairOnly(Drift.WORKTREE_UNREGISTERED);

        assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
        assertThat(repository.git("-C", worktree.toString(), "status", "--porcelain"))
                .isEmpty();
    }

    @Test
    void branchDeletedOnTheHost_isMadeAgainWhereItWasCollected() {
        instance.git().collect();
        String tip = repository.git("rev-parse", "feat/x").strip();
        repository.git("update-ref", "-d", "refs/heads/feat/x");

        drifts.repairOnly(Drift.BRANCH_MISSING);

        assertThat(repository.git("rev-parse", "feat/x").strip()).isEqualTo(tip);
    }

    @Test
    void branchMovedForwardByACommitOnTheHost_isFollowedInside() throws Exception {
        instance.git().collect();
        Files.writeString(worktree.resolve("human.txt"), "human\n");
        repository.git("-C", worktree.toString(), "add", "human.txt");
        repository.git(
                "-C", worktree.toString(), "-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "Human");

        drifts.repairOnly(Drift.BRANCH_MOVED);

        assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("Human");
        assertThat(inside("git", "status", "--porcelain")).isEmpty();
    }

    @Test
    void branchMovedForwardWithoutItsFiles_isFollowedInsideAndByTheFiles() {
        instance.git().collect();
        String tree = repository.git("rev-parse", "feat/x~1^{tree}").strip();
        String commit = repository
                .git("-c", "user.name=A", "-c", "user.email=a@b", "commit-tree", tree, "-p", "feat/x", "-m", "Moved")
                .strip();
        repository.git("update-ref", "refs/heads/feat/x", commit);

        drifts.repairOnly(Drift.BRANCH_MOVED);

        assertThat(worktree.resolve("b.txt")).doesNotExist();
        assertThat(inside("git", "status", "--porcelain")).isEmpty();
        assertThat(repository.git("-C", worktree.toString(), "status", "--porcelain"))
                .isEmpty();
    }

    @Test
    void branchMovedBackOnTheHost_isReportedAndLeftToAPerson() {
        instance.git().collect();
        String tip = repository.git("rev-parse", "feat/x").strip();
        repository.git("update-ref", "refs/heads/feat/x", "feat/x~1");

        assertThat(drifts.findings()).singleElement().satisfies(found -> {
            assertThat(found.drift()).isEqualTo(Drift.BRANCH_MOVED);
            assertThat(found.action()).isEmpty();
        });
        assertThat(headjack.doctor().apply(drifts.findings()))
                .extracting(Repair::outcome)
                .containsExactly(Repair.Outcome.FAILED);

        repository.git("update-ref", "refs/heads/feat/x", tip);
        assertThat(drifts.scan()).isEmpty();
    }

    @Test
    void repositoryMoved_isFollowedByEnsureFromItsNewPlace() throws Exception {
        Path moved = elsewhere.resolve("moved");
        Files.move(repository.directory(), moved);
        try {
            assertThat(drifts.scan()).containsExactly(Drift.REPOSITORY_MISSING);

            Instance found = headjack.instances().in(moved).branch("feat/x").ensure();

            assertThat(found).isEqualTo(instance);
            assertThat(drifts.repairAll())
                    .extracting(each -> each.finding().drift())
                    .containsExactly(Drift.CONTAINER_OUTDATED);
            assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("inside");
            assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.UP_TO_DATE);
            instance.remove();
        } finally {
            Files.move(moved, repository.directory());
        }
    }

    @Test
    void repositoryRenamed_isFollowedByTheDoctorAndTheContainerAtItsNextStart() throws Exception {
        instance.stop();
        Path moved =
                repository.directory().resolveSibling(repository.directory().getFileName() + "-renamed");
        Files.move(repository.directory(), moved);
        try {
            assertThat(drifts.scan()).containsExactly(Drift.REPOSITORY_MOVED);
            headjack.doctor().apply(drifts.findings());

            instance.start();

            assertThat(drifts.scan()).isEmpty();
            assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("inside");
            instance.remove();
        } finally {
            Files.move(moved, repository.directory());
        }
    }

    @Test
    void privateGitWithoutHead_isMadeAgainAndTheOldOneKept() {
        instance.git().collect();
        drifts.inside(instance, "rm /headjack/git/HEAD");

        privateGitIsMadeAgain();
    }

    @Test
    void privateGitWithNonsenseInHead_isMadeAgainAndTheOldOneKept() {
        instance.git().collect();
        drifts.inside(instance, "echo nonsense > /headjack/git/HEAD");

        privateGitIsMadeAgain();
    }

    @Test
    void privateGitWithoutObjects_isMadeAgainAndTheOldOneKept() {
        instance.git().collect();
        drifts.inside(instance, "rm -r /headjack/git/objects && mkdir /headjack/git/objects");

        privateGitIsMadeAgain();
    }

    private void privateGitIsMadeAgain() {
        List<Repair> repairs = drifts.repairOnly(Drift.PRIVATE_GIT_DAMAGED);

        assertThat(repairs).singleElement().satisfies(repair -> {
            assertThat(repair.finding().risk()).isEqualTo(Risk.SAFE);
            assertThat(Path.of(repair.detail().orElseThrow())).isDirectory().isNotEmptyDirectory();
        });
        assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("inside");
        assertThat(inside("git", "status", "--porcelain")).isEmpty();
        commitInside("d.txt", "afterwards");
        assertThat(instance.git().collect().outcome()).isEqualTo(Collected.Outcome.FAST_FORWARDED);
    }

    @Test
    void privateGitGone_isMadeAgain() throws Exception {
        instance.stop();
        delete(data.resolve("private/" + instance.id() + "/git"));

        drifts.repairOnly(Drift.PRIVATE_GIT_DAMAGED);

        assertThat(instance.info().state()).isEqualTo(InstanceState.STOPPED);
        instance.start();
        assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("inside");
    }

    @Test
    void pointerOutsideOverwritten_isWrittenAgain() throws Exception {
        Files.writeString(worktree.resolve(".git"), "gitdir: /etc\n");

        drifts.repairOnly(Drift.BOUNDARY_LOST);

        assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("inside");
        assertThat(repository
                        .git("-C", worktree.toString(), "log", "-1", "--format=%s")
                        .strip())
                .isEqualTo("First");
    }

    @Test
    void pointerOutsideReplaced_takesTheMountAwayWhichIsPutBack() throws Exception {
        Path file = worktree.resolve(".git");
        String text = Files.readString(file);
        Files.delete(file);
        Files.writeString(file, text);

        drifts.repairOnly(Drift.BOUNDARY_LOST);

        assertThat(inside("cat", ".git")).isEqualTo("gitdir: /headjack/git");
    }

    @Test
    void mountedPointerOverwritten_isWrittenAgain() throws Exception {
        Files.writeString(data.resolve("private/" + instance.id() + "/pointer"), "gitdir: /elsewhere\n");

        drifts.repairOnly(Drift.BOUNDARY_LOST);

        assertThat(inside("git", "log", "-1", "--format=%s")).isEqualTo("inside");
    }

    @Test
    void allButTheRecordGone_isForgottenAndItsCommitsSalvaged() throws Exception {
        instance.git().collect();
        String tip = repository.git("rev-parse", "feat/x").strip();
        String container = instance.info().container();
        repository.git("update-ref", "refs/heads/feat/x", "feat/x~1");
        drifts.docker("rm", "-f", container);
        drifts.docker("volume", "rm", "headjack-" + instance.id() + "-home");
        delete(worktree);
        delete(data.resolve("private/" + instance.id()));

        List<Repair> repairs = headjack.doctor()
                .apply(drifts.findings().stream()
                        .filter(each -> each.drift() == Drift.ENTRY_WITHOUT_WORLD)
                        .toList());

        assertThat(repairs).extracting(Repair::outcome).containsExactly(Repair.Outcome.REPAIRED);
        assertThat(headjack.instances().list()).isEmpty();
        String salvage = repairs.get(0).detail().orElseThrow();
        assertThat(repository.git("for-each-ref", "--format=%(objectname)", salvage))
                .contains(tip);
    }
}
