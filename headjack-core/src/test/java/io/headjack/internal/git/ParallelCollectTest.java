package io.headjack.internal.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.BranchName;
import io.headjack.Collected;
import io.headjack.Collected.Outcome;
import io.headjack.ExitStatus;
import io.headjack.InstanceId;
import io.headjack.TerminalSize;
import io.headjack.spi.RuntimeProcess;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several instances of one repository at once. */
@Timeout(300)
class ParallelCollectTest {
    private static final int MANY = 8;

    @TempDir
    Path home;

    private Sandbox sandbox;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void makeRepository() {
        sandbox = Sandbox.in(home);
    }

    @AfterEach
    void end() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private static Collected collect(Sandbox instance, Path worktree, AgentSide inside) {
        return instance.repository.collect(
                instance.id, new BranchName(worktree.getFileName().toString()), worktree, inside, progress -> {});
    }

    @Test
    void collect_heldUpInItsStream_keepsNoOtherInstanceWaiting() throws Exception {
        Path slow = sandbox.instance("slow");
        String head = sandbox.agentCommit(slow, "a.txt", "a\n");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AgentSide held = holding(sandbox.inside(slow), begun, goOn);
        Future<Collected> collecting = threads.submit(() -> collect(sandbox, slow, held));
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();

        Sandbox other = sandbox.beside(new InstanceId("abcdefghij13"), sandbox.git);
        Path quick = other.instance("quick");
        String commit = other.agentCommit(quick, "b.txt", "b\n");
        assertThat(collect(other, quick, other.inside(quick)).outcome()).isEqualTo(Outcome.FAST_FORWARDED);
        other.repository.removeWorktree(quick);
        other.repository.releaseRefs(other.id);

        assertThat(collecting).isNotDone();
        goOn.countDown();
        assertThat(collecting.get().outcome()).isEqualTo(Outcome.FAST_FORWARDED);
        assertThat(sandbox.host("rev-parse", "slow")).isEqualTo(head);
        assertThat(sandbox.host("rev-parse", "quick")).isEqualTo(commit);
    }

    /** An inside whose objects come to a halt on the way. */
    private static AgentSide holding(AgentSide honest, CountDownLatch begun, CountDownLatch goOn) {
        return (command, environment) -> command.contains("pack-objects")
                ? new Held(honest.start(command, environment), begun, goOn)
                : honest.start(command, environment);
    }

    private record Held(RuntimeProcess process, CountDownLatch begun, CountDownLatch goOn) implements RuntimeProcess {
        @Override
        public OutputStream stdin() {
            return process.stdin();
        }

        @Override
        public InputStream stdout() {
            return new FilterInputStream(process.stdout()) {
                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    begun.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return super.read(target, offset, length);
                }
            };
        }

        @Override
        public InputStream stderr() {
            return process.stderr();
        }

        @Override
        public void resize(TerminalSize size) {
            process.resize(size);
        }

        @Override
        public ExitStatus await(Duration timeout) {
            return process.await(timeout);
        }

        @Override
        public void close() {
            process.close();
        }
    }

    @Test
    void everything_ofManyInstancesByOneProcess_succeeds() throws Exception {
        livesAtOnce(false);
    }

    /** Separate objects know nothing of each other's locks, as separate processes do not. */
    @Test
    void everything_ofManyInstancesByManyProcesses_succeeds() throws Exception {
        livesAtOnce(true);
    }

    private void livesAtOnce(boolean apart) throws Exception {
        List<Future<Outcome>> lives = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < MANY; i++) {
            Sandbox each =
                    sandbox.beside(new InstanceId("abcdefghij" + (20 + i)), apart ? Sandbox.git(home) : sandbox.git);
            String branch = "b" + i;
            lives.add(threads.submit(() -> {
                start.await();
                Outcome outcome = Outcome.UP_TO_DATE;
                for (int round = 0; round < 3; round++) {
                    outcome = live(each, branch);
                }
                return outcome;
            }));
        }
        start.countDown();

        for (Future<Outcome> each : lives) {
            assertThat(each.get()).isEqualTo(Outcome.FAST_FORWARDED);
        }
        assertThat(sandbox.host("worktree", "list").lines()).hasSize(1);
        assertThat(sandbox.host("for-each-ref", "refs/headjack")).isEmpty();
        sandbox.host("fsck", "--connectivity-only");
    }

    private static Outcome live(Sandbox each, String branch) {
        Path worktree = each.instance(branch);
        each.agentCommit(worktree, branch + ".txt", worktree + "\n" + System.nanoTime());
        Outcome outcome = collect(each, worktree, each.inside(worktree)).outcome();
        each.repository.removeWorktree(worktree);
        each.repository.releaseRefs(each.id);
        each.forgetPrivateGit();
        return outcome;
    }
}
