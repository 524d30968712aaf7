package io.headjack.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Repair;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Has the doctor look and repair, and looks over its shoulder. */
final class Drifts {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Headjack headjack;
    private final Path data;

    Drifts(Headjack headjack, Path data) {
        this.headjack = headjack;
        this.data = data;
    }

    /** The kinds of all findings. Looking must not change anything. */
    List<Drift> scan() {
        return findings().stream().map(Finding::drift).toList();
    }

    List<Finding> findings() {
        Map<String, String> before = files();
        List<Finding> found = headjack.doctor().scan();
        assertThat(files()).isEqualTo(before);
        return found;
    }

    /** Repairs these, which must be all that there are, and all of which must be repaired. */
    List<Repair> repairOnly(Drift... expected) {
        List<Finding> found = findings();
        assertThat(found).extracting(Finding::drift).containsExactlyInAnyOrder(expected);
        return repair(found);
    }

    List<Repair> repairAll() {
        return repair(findings());
    }

    private List<Repair> repair(List<Finding> found) {
        List<Repair> repairs = headjack.doctor().apply(found);
        assertThat(repairs).extracting(Repair::finding).isEqualTo(found);
        assertThat(repairs).allMatch(each -> each.outcome() != Repair.Outcome.FAILED);
        assertThat(findings()).isEmpty();
        return repairs;
    }

    void docker(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    void inside(Instance instance, String script) {
        assertThat(instance.exec("sh", "-c", script).run().exit().code()).isZero();
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data)) {
            // A session that has just been started is about to make its log.
            for (Path each :
                    all.filter(each -> !each.startsWith(data.resolve("logs"))).toList()) {
                files.put(
                        each.toString(),
                        Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)
                                ? Files.size(each) + " " + Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS)
                                : "no file");
            }
            return files;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
