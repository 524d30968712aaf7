package io.headjack.internal.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.OperationFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FileChanges changes = new FileChanges();

    @TempDir
    Path directory;

    @AfterEach
    void stopWatching() {
        changes.close();
    }

    @Test
    void follow_linesThatCome_areHandedOverUntilTheEnd() throws Exception {
        Path file = Files.writeString(directory.resolve("x.log"), "one\r\ntw");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (LogFollower follower = LogFollower.start(
                "x", new LogFile(file), 0, changes.watch(directory, "x."), LogLines::raw, lines::add, ended::get)) {
            assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("one");
            Files.writeString(file, "o\nlast", StandardOpenOption.APPEND);
            assertThat(lines.poll(20, TimeUnit.SECONDS)).isEqualTo("two");
            ended.set(true);
            follower.awaitEnd(LONG);
        }
        assertThat(lines).containsExactly("last");
    }

    @Test
    void awaitEnd_subscriberThrows_saysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("x.log"), "one\n");
        try (LogFollower follower = LogFollower.start(
                "x",
                new LogFile(file),
                0,
                changes.watch(directory, "x."),
                LogLines::raw,
                line -> {
                    throw new IllegalStateException("no " + line);
                },
                () -> false)) {
            assertThatThrownBy(() -> follower.awaitEnd(LONG))
                    .isInstanceOf(OperationFailedException.class)
                    .hasMessageContaining("no one");
        }
    }

    @Test
    void awaitEnd_sessionGoesOn_timesOut() throws Exception {
        Path file = Files.writeString(directory.resolve("x.log"), "one\n");
        try (LogFollower follower = LogFollower.start(
                "x", new LogFile(file), 0, changes.watch(directory, "x."), LogLines::raw, line -> {}, () -> false)) {
            assertThatThrownBy(() -> follower.awaitEnd(Duration.ofMillis(50)))
                    .isInstanceOf(HeadjackTimeoutException.class);
        }
    }

    @Test
    void close_fromTheSubscriber_handsOverNoMore() throws Exception {
        Path file = Files.writeString(directory.resolve("x.log"), "one\ntwo\n");
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        LogFollower[] holder = new LogFollower[1];
        Object ready = new Object();
        synchronized (ready) {
            holder[0] = LogFollower.start(
                    "x",
                    new LogFile(file),
                    0,
                    changes.watch(directory, "x."),
                    LogLines::raw,
                    line -> {
                        lines.add(line);
                        synchronized (ready) {
                            holder[0].close();
                        }
                    },
                    () -> false);
        }
        holder[0].awaitEnd(LONG);

        assertThat(lines).containsExactly("one");
    }
}
