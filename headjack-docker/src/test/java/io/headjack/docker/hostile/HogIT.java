package io.headjack.docker.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Instance;
import io.headjack.InstanceState;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance takes all that it can get; its neighbour and the host go on. */
@RequiresTool({"docker", "git"})
class HogIT {
    private static final long MEMORY = 192L << 20;
    private static final int PIDS = 300;
    private static final Duration LONG = Duration.ofMinutes(2);
    /** A neighbour answers in a small part of this, on a machine that does something else besides. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static Site site;
    private static Instance neighbour;

    @BeforeAll
    static void open() {
        site = new Site(
                directory,
                Base::commit,
                request -> request.memory(MEMORY).flag("pids-limit", List.of(Integer.toString(PIDS))));
        neighbour = site.headjack
                .instances()
                .in(site.repository.directory())
                .branch("feat/neighbour")
                .ensure();
    }

    @AfterAll
    static void close() {
        neighbour.remove();
        site.close();
    }

    private static void neighbourGoesOn() {
        long begin = System.nanoTime();
        assertThat(neighbour.exec("git", "status", "--porcelain").run().exit().code())
                .isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
    }

    /** It can be stopped and started like any other. */
    private static void comesBack() {
        site.instance.stop(Duration.ofSeconds(1));
        site.instance.start();
        assertThat(site.instance.info().state()).isEqualTo(InstanceState.RUNNING);
        assertThat(site.instance
                        .exec("git", "status", "--porcelain")
                        .run()
                        .exit()
                        .code())
                .isZero();
    }

    @Test
    @Vector("a fork bomb")
    void forkBomb_endsAtTheLimit() {
        Session bomb = site.instance
                .sessions()
                .command("sh", "-c", "trap '' TERM HUP; bomb() { bomb | bomb & }; while :; do bomb; done 2>/dev/null")
                .start();

        neighbourGoesOn();
        assertThat(ofHogs()).isLessThanOrEqualTo(PIDS + 20);
        comesBack();
        assertThat(bomb.info().state()).isNotEqualTo(SessionState.RUNNING);
        neighbourGoesOn();
    }

    /** Counts the processes of this machine that are the bomb, by what they run. */
    private static long ofHogs() {
        return ProcessHandle.allProcesses()
                .filter(each -> each.info()
                        .arguments()
                        .map(List::of)
                        .filter(all -> all.stream().anyMatch(word -> word.contains("bomb | bomb")))
                        .isPresent())
                .count();
    }

    @Test
    @Tag("long")
    @Vector("memory without end, below a limit")
    void memoryHog_isKilledAndTheOthersAreNot() {
        Session hog = site.instance
                .sessions()
                .command("sh", "-c", "x=x; while :; do x=$x$x; done")
                .start();

        assertThat(hog.awaitExit(LONG).code()).isEqualTo(137);
        neighbourGoesOn();
        comesBack();
    }

    /** Nothing can be run in it then, not even what ends its programs. */
    @Test
    @Tag("long")
    @Vector("files without end in memory, below a limit")
    void filesInMemory_countAsMemory() {
        HostGit.Answer answer = site.attempt("head -c 400M /dev/zero > /headjack/run/giant");

        assertThat(answer.code()).isNotZero();
        neighbourGoesOn();
        comesBack();
    }

    @Test
    @Tag("long")
    @Vector("files without end on the disk")
    void diskHog_isSeenAndRemoved() {
        long before = site.instance.diskUse().total();
        site.attempt("head -c 1G /dev/zero > giant; for each in $(seq 20000); do echo $each > many.$each; done");

        assertThat(site.instance.diskUse().total() - before).isGreaterThan(1L << 30);
        neighbourGoesOn();
        site.attempt("rm -f giant many.*");
        assertThat(site.instance.diskUse().total() - before).isLessThan(1L << 20);
    }
}
