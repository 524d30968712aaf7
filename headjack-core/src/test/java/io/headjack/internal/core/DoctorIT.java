package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.DiskUse;
import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Removed;
import io.headjack.Repair;
import io.headjack.Risk;
import io.headjack.internal.json.Documents;
import io.headjack.testkit.FakeContainerRuntime;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor finds and does where the engine does not matter. */
@RequiresTool({"git", "tmux"})
@Timeout(240)
class DoctorIT {
    @TempDir
    Path directory;

    private Path data;
    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    @BeforeEach
    void makeInstance() {
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        data = directory.resolve("data");
        headjack = open(Clock.systemUTC());
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").ensure();
        assertThat(scan()).isEmpty();
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

    private Headjack open(Clock clock) {
        return Headjack.builder()
                .dataDirectory(data)
                .runtime("local")
                .clock(clock)
                .open();
    }

    private List<Drift> scan() {
        return headjack.doctor().scan().stream().map(Finding::drift).toList();
    }

    private List<Repair> repair(Headjack by) {
        List<Repair> repairs = by.doctor().apply(by.doctor().scan());
        assertThat(repairs).extracting(Repair::outcome).containsOnly(Repair.Outcome.REPAIRED);
        assertThat(by.doctor().scan()).isEmpty();
        return repairs;
    }

    /** As a catalog from a backup does, which is older than the instance. */
    private void forgetInstance() throws IOException {
        Path file = data.resolve("catalog.json");
        Map<String, Object> catalog = new LinkedHashMap<>(Documents.readJson(Files.readAllBytes(file)));
        catalog.put("instances", List.of());
        Files.write(file, Documents.writeJson(catalog));
    }

    @Test
    void scan_journalOfADeadProcess_isFoundAndSweptUp() throws IOException {
        Path journal = data.resolve("ops/" + instance.id() + ".jsonl");
        Files.writeString(journal, "{\"operation\": \"start\", \"pid\": 1}\n");
        assertThat(scan()).containsExactly(Drift.OPERATION_INTERRUPTED);

        repair(headjack);

        assertThat(journal).doesNotExist();
    }

    @Test
    void scan_recordLostButWorldWhole_isTakenUpAgain() throws IOException {
        Files.writeString(instance.info().worktree().resolve("work.txt"), "work\n");
        forgetInstance();
        assertThat(scan()).containsExactly(Drift.INSTANCE_UNKNOWN);

        repair(headjack);

        assertThat(headjack.instances().get(instance.id()).info().worktree().resolve("work.txt"))
                .hasContent("work");
    }

    @Test
    void apply_leftoversOfNothing_areSalvagedSetAsideOrRemoved() throws IOException {
        Files.writeString(instance.info().worktree().resolve("work.txt"), "work\n");
        forgetInstance();
        Files.writeString(data.resolve("private/" + instance.id() + "/record.json"), "{}");
        assertThat(scan())
                .containsExactlyInAnyOrder(
                        Drift.WORKTREE_UNKNOWN, Drift.CONTAINER_UNKNOWN, Drift.PRIVATE_GIT_UNKNOWN, Drift.LOGS_UNKNOWN);
        assertThat(headjack.doctor().scan())
                .filteredOn(each -> each.risk() == Risk.SAFE)
                .extracting(Finding::drift)
                .containsExactly(Drift.PRIVATE_GIT_UNKNOWN);

        List<Repair> repairs = repair(headjack);

        String salvage = repairs.stream()
                .filter(each -> each.finding().drift() == Drift.WORKTREE_UNKNOWN)
                .findFirst()
                .flatMap(Repair::detail)
                .orElseThrow();
        assertThat(repository.git("show", salvage + ":work.txt").strip()).isEqualTo("work");
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    @Test
    void scan_anotherCatalogInTheSameRepository_isNeitherSeenNorTouched() {
        try (Headjack other = Headjack.builder()
                .dataDirectory(directory.resolve("other"))
                .runtime("local")
                .open()) {
            Instance theirs = other.instances()
                    .in(repository.directory())
                    .branch("feat/y")
                    .ensure();

            assertThat(scan()).isEmpty();
            assertThat(other.doctor().scan()).isEmpty();

            theirs.remove();
        }
    }

    @Test
    void scan_salvageOlderThanThirtyDays_isFoundByTheClock() throws IOException {
        Instance second =
                headjack.instances().in(repository.directory()).branch("feat/z").ensure();
        Files.writeString(second.info().worktree().resolve("work.txt"), "work\n");
        Removed removed = second.remove(RemoveOption.DISCARD_WORK);
        assertThat(scan()).isEmpty();

        try (Headjack later = open(Clock.offset(Clock.systemUTC(), Duration.ofDays(31)))) {
            assertThat(later.doctor().scan()).singleElement().satisfies(found -> {
                assertThat(found.drift()).isEqualTo(Drift.SALVAGE_OLD);
                assertThat(found.risk()).isEqualTo(Risk.DESTRUCTIVE);
                assertThat(found.subject()).isEqualTo(removed.salvage().orElseThrow());
            });

            repair(later);
        }
        assertThat(repository.git("for-each-ref", "refs/headjack/salvage")).isEmpty();
    }

    @Test
    void scan_strayFiles_areSetAside() throws IOException {
        Files.writeString(data.resolve("ops/notes.txt"), "mine\n");
        Files.createDirectory(data.resolve("private/something"));
        Path old = Files.writeString(data.resolve("tmp/nonce"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Clock.systemUTC().instant().minus(Duration.ofDays(2))));
        assertThat(scan()).containsExactly(Drift.FILE_STRAY, Drift.FILE_STRAY, Drift.FILE_STRAY);

        List<Repair> repairs = repair(headjack);

        assertThat(repairs.stream().flatMap(each -> each.detail().stream()).map(Path::of))
                .hasSize(2)
                .allMatch(Files::exists);
        try (Headjack later = open(Clock.offset(Clock.systemUTC(), Duration.ofDays(31)))) {
            assertThat(later.doctor().scan())
                    .extracting(Finding::drift)
                    .containsExactly(Drift.ASIDE_OLD, Drift.ASIDE_OLD);
        }
    }

    @Test
    void apply_findingThatIsNoLongerTrue_doesNothing() throws IOException {
        Path stray = Files.writeString(data.resolve("ops/notes.txt"), "mine\n");
        List<Finding> found = headjack.doctor().scan();
        Files.delete(stray);

        assertThat(headjack.doctor().apply(found))
                .extracting(Repair::outcome)
                .containsExactly(Repair.Outcome.GONE_ALREADY);
    }

    @Test
    void scan_engineUnreachable_isOneFindingThatProposesNothing() {
        FakeContainerRuntime engine = new FakeContainerRuntime();
        engine.unreachable(true);
        try (Headjack other = Headjack.builder()
                .dataDirectory(directory.resolve("other"))
                .runtime(engine)
                .open()) {
            assertThat(other.doctor().scan()).singleElement().satisfies(found -> {
                assertThat(found.drift()).isEqualTo(Drift.ENGINE_UNREACHABLE);
                assertThat(found.action()).isEmpty();
            });
        }
    }

    @Test
    void diskUse_filesOfAnInstance_areCountedAndLinksAreNot() throws IOException {
        Path worktree = instance.info().worktree();
        DiskUse before = instance.diskUse();
        Files.write(worktree.resolve("large"), new byte[100_000]);
        Files.createSymbolicLink(worktree.resolve("link"), Path.of("/usr"));

        DiskUse after = instance.diskUse();

        assertThat(after.worktree() - before.worktree()).isEqualTo(100_000);
        assertThat(after.total()).isEqualTo(after.worktree() + after.logs());
        Files.delete(worktree.resolve("large"));
    }
}
