package io.headjack.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileChangesTest {
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final FileChanges changes = new FileChanges();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        changes.close();
    }

    private CompletableFuture<Void> waiting(FileChanges.Watch watch) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> over = CompletableFuture.runAsync(
                () -> {
                    begun.countDown();
                    try {
                        watch.await(FOR_EVER);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> new Thread(task).start());
        try {
            begun.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return over;
    }

    @Test
    void await_fileIsMadeOrGrows_ends() throws Exception {
        try (FileChanges.Watch watch = changes.watch(directory, "a.")) {
            CompletableFuture<Void> made = waiting(watch);
            Path file = Files.writeString(directory.resolve("a.log"), "x");
            made.join();
            CompletableFuture<Void> grown = waiting(watch);
            Files.writeString(file, "y", StandardOpenOption.APPEND);
            grown.join();
        }
    }

    @Test
    void await_changeBeforeTheCall_isNotMissed() throws Exception {
        try (FileChanges.Watch watch = changes.watch(directory, "a.")) {
            Files.writeString(directory.resolve("a.log"), "x");
            watch.await(FOR_EVER);
        }
    }

    @Test
    void await_tooManyChanges_looksForAWhile_andThenListensAgain() throws Exception {
        try (FileChanges.Watch watch = changes.watch(directory, "a.")) {
            // Of two files, as the system makes one event of several that are alike.
            for (int i = 0; watch.isTold(); i++) {
                Files.writeString(directory.resolve("a." + i % 2), "x");
            }
            watch.await(FOR_EVER);

            while (!watch.isTold()) {
                watch.await(FOR_EVER);
            }
            CompletableFuture<Void> over = waiting(watch);
            Files.writeString(directory.resolve("a.log"), "x");
            over.join();
        }
    }

    @Test
    void await_changeOfAnother_goesOn() throws Exception {
        try (FileChanges.Watch other = changes.watch(directory, "b.");
                FileChanges.Watch watch = changes.watch(directory, "a.")) {
            CompletableFuture<Void> over = waiting(watch);
            Files.writeString(directory.resolve("b.log"), "x");
            other.await(FOR_EVER);
            assertThat(over).isNotDone();
            Files.writeString(directory.resolve("a.log"), "x");
            over.join();
        }
    }

    @Test
    void await_directoryThatIsNotThereOrGoes_looksOften() throws Exception {
        try (FileChanges.Watch watch = changes.watch(directory.resolve("missing"), "a.")) {
            watch.await(FOR_EVER);
        }
        Path goes = Files.createDirectory(directory.resolve("goes"));
        try (FileChanges.Watch watch = changes.watch(goes, "a.")) {
            CompletableFuture<Void> over = waiting(watch);
            Files.delete(goes);
            over.join();
            watch.await(FOR_EVER);
        }
    }

    @Test
    void watch_afterAnotherOfTheDirectoryWasClosed_stillHears() throws Exception {
        try (FileChanges.Watch watch = changes.watch(directory, "a.")) {
            changes.watch(directory, "a.").close();
            Files.writeString(directory.resolve("a.log"), "x");
            watch.await(FOR_EVER);
        }
        try (FileChanges.Watch again = changes.watch(directory, "a.")) {
            Files.writeString(directory.resolve("a.log"), "z");
            again.await(FOR_EVER);
        }
    }

    @Test
    void close_whileSomebodyWaits_wakesThem() {
        try (FileChanges.Watch watch = changes.watch(directory, "a.")) {
            CompletableFuture<Void> over = waiting(watch);
            changes.close();
            over.join();
        }
    }
}
