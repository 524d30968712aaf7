package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrphansTest {
    private static final String CALLER = "HEADJACK_GIT_CALLER";

    @Test
    void await_callOfADeadProcess_waitsForItsEnd() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc to see processes in");
        String namespace = Orphans.mark().get(CALLER).split(" ", -1)[1];
        Process orphan = start(Map.of(CALLER, dead() + " " + namespace + " 1"));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(Orphans::await);
        assertThat(waiting.isDone()).isFalse();

        orphan.getOutputStream().close();

        waiting.get(20, TimeUnit.SECONDS);
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void await_callOfALivingProcess_isNotWaitedFor() throws Exception {
        assertIsNotWaitedFor(Orphans.mark());
    }

    @Test
    void await_callOfAnotherNamespaceOfProcesses_isNotWaitedFor() throws Exception {
        assertIsNotWaitedFor(Map.of(CALLER, dead() + " pid:[1] 1"));
    }

    @Test
    void await_callOfADeadProcessWhoseIdIsUsedAgain_isWaitedFor() throws Exception {
        String[] mine = Orphans.mark().get(CALLER).split(" ", -1);
        Process orphan = start(Map.of(CALLER, mine[0] + " " + mine[1] + " " + (Long.parseLong(mine[2]) - 1)));
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(Orphans::await);
        TimeUnit.MILLISECONDS.sleep(200);
        assertThat(waiting.isDone()).isFalse();

        orphan.getOutputStream().close();

        waiting.get(20, TimeUnit.SECONDS);
    }

    private static void assertIsNotWaitedFor(Map<String, String> mark) throws Exception {
        Process living = start(mark);

        Orphans.await();

        assertThat(living.isAlive()).isTrue();
        living.getOutputStream().close();
        living.waitFor();
    }

    private static long dead() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();
        return gone.pid();
    }

    /** Runs until its input ends. */
    private static Process start(Map<String, String> mark) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("cat");
        builder.environment().putAll(mark);
        return builder.start();
    }
}
