package io.headjack.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.jna.LastErrorException;
import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FlockTest {
    @TempDir
    Path directory;

    @Test
    void acquire_heldByAnother_timesOutAndNamesTheHolder() {
        Path file = directory.resolve("lock");
        try (Flock held = Flock.acquire(file, Duration.ZERO, () -> "nobody")) {
            assertThatThrownBy(() -> Flock.acquire(file, Duration.ofMillis(30), () -> "the create of pid 7"))
                    .isInstanceOf(HeadjackTimeoutException.class)
                    .hasMessageContaining("the create of pid 7")
                    .hasMessageContaining(file.toString());
            assertThat(held).isNotNull();
        }
        Flock.acquire(file, Duration.ZERO, () -> "nobody").close();
    }

    @Test
    void acquire_fileDeletedByTheHolder_takesTheNewFile() throws Exception {
        Path file = directory.resolve("lock");
        Flock first = Flock.acquire(file, Duration.ZERO, () -> "nobody");
        CompletableFuture<Flock> second =
                CompletableFuture.supplyAsync(() -> Flock.acquire(file, Duration.ofSeconds(20), () -> "first"));
        first.deleteFile();
        first.close();

        try (Flock held = second.get(20, TimeUnit.SECONDS)) {
            assertThatThrownBy(() -> Flock.acquire(file, Duration.ZERO, () -> "second"))
                    .isInstanceOf(HeadjackTimeoutException.class);
            assertThat(held).isNotNull();
        }
    }

    @Test
    void acquire_interrupted_keepsTheFlag() {
        Path file = directory.resolve("lock");
        try (Flock held = Flock.acquire(file, Duration.ZERO, () -> "nobody")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> Flock.acquire(file, Duration.ofSeconds(20), () -> "nobody"))
                    .isInstanceOf(HeadjackInterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(held).isNotNull();
        }
    }

    @Test
    void acquire_fileSystemWithoutLocks_saysSo() {
        Path file = directory.resolve("lock");

        assertThatThrownBy(() -> Flock.acquire(new NoLocks(), file, Duration.ofSeconds(30), () -> "nobody"))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("file system with flock(2)");
    }

    /** The C library on a file system that does not lock. */
    private static final class NoLocks implements Libc {
        @Override
        public int geteuid() {
            return 0;
        }

        private static final int NOT_SUPPORTED = 95;

        @Override
        public int open(String path, int flags, Object... mode) {
            return INSTANCE.open(path, flags, mode);
        }

        @Override
        public int flock(int descriptor, int operation) {
            throw new LastErrorException(NOT_SUPPORTED);
        }

        @Override
        public int close(int descriptor) {
            return INSTANCE.close(descriptor);
        }
    }

    @Test
    @Timeout(60)
    void acquireInTurn_whileSomebodyTakesItAgainAndAgain_comesSoon() throws Exception {
        Path file = directory.resolve("lock");
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger takes = new AtomicInteger();
        CompletableFuture<Void> greedy = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                try (Flock held = Flock.acquireInTurn(file, Duration.ofSeconds(30), () -> "the other")) {
                    takes.incrementAndGet();
                    LockSupport.parkNanos(1_000_000);
                }
            }
        });

        for (int i = 0; i < 50; i++) {
            int before = takes.get();
            Flock.acquireInTurn(file, Duration.ofSeconds(30), () -> "the greedy one")
                    .close();
            assertThat(takes.get() - before).as("overtaken").isLessThan(100);
        }

        done.set(true);
        greedy.get();
    }
}
