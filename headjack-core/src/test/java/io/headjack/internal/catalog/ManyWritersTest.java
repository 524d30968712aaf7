package io.headjack.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many programs with many threads change one catalog, and some of them are killed: what one reported is there. */
@Timeout(1800)
class ManyWritersTest {
    private static final int PACE_MILLISECONDS = 200;

    @TempDir
    Path directory;

    @Test
    void update_someProcesses_losesNothing() throws Exception {
        losesNothing(2, 3, 5);
    }

    @Tag("long")
    @Test
    void update_eightProcessesOfEightThreadsFiftyTimes_losesNothing() throws Exception {
        losesNothing(8, 8, 50);
    }

    private void losesNothing(int processes, int threads, int changes) throws Exception {
        List<WritingProcess> all = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            all.add(WritingProcess.start(directory, (char) ('a' + p), 0, threads, changes));
        }
        for (WritingProcess each : all) {
            assertThat(each.await()).as(String.join("\n", each.lines())).isZero();
        }

        CatalogState state = state();
        assertThat(state.byId()).hasSize(processes * threads);
        assertThat(state.byId().values())
                .allSatisfy(each -> assertThat(each.sessions()).hasSize(changes));
        allRecorded(state, all, processes * threads * changes);
    }

    @Test
    void update_someAreKilled_keepsWhatWasReported() throws Exception {
        survives(2, 2, 2, 10);
    }

    @Tag("long")
    @Test
    void update_oneOfEightIsKilledEveryMoment_keepsWhatWasReported() throws Exception {
        survives(8, 8, 100, 50);
    }

    private void survives(int processes, int threads, int kills, int changes) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<WritingProcess> all = new ArrayList<>();
        List<WritingProcess> living = new ArrayList<>();
        for (int p = 0; p < processes; p++) {
            living.add(WritingProcess.start(directory, (char) ('a' + p), 0, threads, changes));
        }
        for (int life = 1; life <= kills; life++) {
            int victim = random.nextInt(processes);
            WritingProcess each = living.get(victim);
            each.letWork(PACE_MILLISECONDS);
            each.kill();
            each.await();
            all.add(each);
            living.set(victim, WritingProcess.start(directory, (char) ('a' + victim), life, threads, changes));
        }
        for (WritingProcess each : living) {
            assertThat(each.await()).as(String.join("\n", each.lines())).isZero();
            all.add(each);
        }

        allRecorded(state(), all, processes * threads * changes);
    }

    private CatalogState state() {
        List<String> warnings = new ArrayList<>();
        CatalogState state = new CatalogFile(directory, warnings::add).read();
        assertThat(warnings).isEmpty();
        return state;
    }

    private static void allRecorded(CatalogState state, List<WritingProcess> processes, int atLeast) {
        List<String> reported = processes.stream()
                .flatMap(each -> each.lines().stream())
                // What is cut off was not reported.
                .filter(line -> line.matches("done [a-z]{12} [a-z0-9]{10}"))
                .toList();
        assertThat(reported)
                .hasSizeGreaterThanOrEqualTo(atLeast)
                .allMatch(line -> WritingProgram.isRecorded(state, line));
    }
}
