package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrphansTest {
    @Test
    void await_callOfADeadProcess_waitsForItsEnd() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "no /proc to see processes in");
        Process caller = new ProcessBuilder("true").start();
        caller.waitFor();
        Process orphan = start(caller.pid());
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(Orphans::await);
        assertThat(waiting.isDone()).isFalse();

        orphan.getOutputStream().close();

        waiting.get(20, TimeUnit.SECONDS);
        assertThat(orphan.isAlive()).isFalse();
    }

    @Test
    void await_callOfALivingProcess_isNotWaitedFor() throws Exception {
        Process living = start(ProcessHandle.current().pid());

        Orphans.await();

        assertThat(living.isAlive()).isTrue();
        living.getOutputStream().close();
        living.waitFor();
    }

    /** Runs until its input ends. */
    private static Process start(long caller) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("cat");
        builder.environment().put("HEADJACK_GIT_CALLER", Long.toString(caller));
        return builder.start();
    }
}
