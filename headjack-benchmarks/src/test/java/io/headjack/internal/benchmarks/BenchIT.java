package io.headjack.internal.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each benchmark once, as small as can be: that it works, not how fast. */
@RequiresTool({"docker", "git", "tail"})
@Timeout(600)
class BenchIT {
    @TempDir
    Path directory;

    @Test
    void run_tiny_measuresEachOperation() throws Exception {
        List<Comparison> results = Bench.run(Sizes.TINY).results();

        assertThat(results)
                .extracting(Comparison::name)
                .contains(
                        "catalog update, 4 instances",
                        "session list",
                        "session send",
                        "session screen",
                        "session activity",
                        "1 instances × 3 sessions: list all",
                        "1 instances × 3 sessions: send to one after the other",
                        "output to subscriber, p50",
                        "output to subscriber, p99",
                        "burst of 1 MB, followed to its end",
                        "session start",
                        "branch to session ready, cold",
                        "stop and remove",
                        "state of 2 instances",
                        "last 100 lines of a log of 1 MiB",
                        "worktree of 50 files with a private git",
                        "first `git status` inside, 50 files",
                        "collect of 10 commits");
        assertThat(results).allSatisfy(each -> assertThat(each.ratio()).isPositive());
    }

    @Test
    void into_document_replacesTheOldResults() throws Exception {
        Path document = directory.resolve("document.md");
        Files.writeString(document, "before\n<!-- results -->\nold\n<!-- end of results -->\nafter\n");

        new Report(List.of(new Comparison("catalog update, 10 instances", "nothing", "", 3, 2)), List.of("noted"))
                .into(document);

        assertThat(document)
                .content()
                .startsWith("before\n<!-- results -->\n")
                .contains(
                        "| catalog update, 10 instances | nothing | 3.00 | 2.00 | **1.50** | – |", "10 × 1.0", "noted")
                .doesNotContain("old")
                .endsWith("<!-- end of results -->\nafter\n");
    }
}
