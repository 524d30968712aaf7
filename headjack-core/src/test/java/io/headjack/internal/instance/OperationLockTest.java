package io.headjack.internal.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.InstanceId;
import io.headjack.error.HeadjackTimeoutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationLockTest {
    private static final InstanceId ID = new InstanceId("abcdefghij12");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private DataDirectory data;
    private Path journal;

    @BeforeEach
    void openData() {
        data = DataDirectory.open(directory);
        journal = data.operations().resolve(ID + ".jsonl");
    }

    @Test
    void acquire_heldByAnother_waitsSoLongAndNamesTheOwnerAndItsOperation() {
        try (OperationLock held = OperationLock.acquire(data, ID, "create", CLOCK)) {
            assertThatThrownBy(() -> OperationLock.acquire(data, ID, "remove", CLOCK, Duration.ofMillis(30)))
                    .isInstanceOf(HeadjackTimeoutException.class)
                    .hasMessageContaining("operation create of process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("2026-01-02T03:04:05Z");
            assertThat(held.isTakenOver()).isFalse();
        }
    }

    @Test
    void acquire_heldByAnotherWhoseJournalIsNonsense_stillSaysThatSomebodyHasIt() throws IOException {
        try (OperationLock held = OperationLock.acquire(data, ID, "create", CLOCK)) {
            Files.writeString(journal, "nonsense\n");

            assertThatThrownBy(() -> OperationLock.acquire(data, ID, "remove", CLOCK, Duration.ofMillis(30)))
                    .isInstanceOf(HeadjackTimeoutException.class)
                    .hasMessageContaining("another process");
            assertThat(held.isTakenOver()).isFalse();
        }
    }

    @Test
    void note_eachStep_isALineWithItsTime() throws IOException {
        try (OperationLock lock = OperationLock.acquire(data, ID, "create", CLOCK)) {
            lock.note("one");
            lock.note("two");

            assertThat(Files.readAllLines(journal))
                    .hasSize(3)
                    .allMatch(line -> line.contains("2026-01-02T03:04:05Z"))
                    .satisfies(lines -> assertThat(lines.get(2)).contains("\"two\""));
        }
    }

    @Test
    void acquire_afterAnOrderlyEnd_takesNothingOver() {
        OperationLock.acquire(data, ID, "create", CLOCK).close();

        assertThat(journal).doesNotExist();
        try (OperationLock lock = OperationLock.acquire(data, ID, "start", CLOCK)) {
            assertThat(lock.isTakenOver()).isFalse();
        }
    }

    @Test
    void acquire_journalOfADeadOwner_isTakenOverOnce() throws IOException {
        Files.writeString(journal, "{\"operation\": \"create\", \"pid\": 1}\n");

        try (OperationLock lock = OperationLock.acquire(data, ID, "ensure", CLOCK)) {
            assertThat(lock.isTakenOver()).isTrue();
        }
        try (OperationLock lock = OperationLock.acquire(data, ID, "ensure", CLOCK)) {
            assertThat(lock.isTakenOver()).isFalse();
        }
    }

    @Test
    void abandon_takeOverThatFailed_isLeftToTheNext() throws IOException {
        Files.writeString(journal, "{\"operation\": \"create\", \"pid\": 1}\n");

        OperationLock.acquire(data, ID, "ensure", CLOCK).abandon();

        try (OperationLock lock = OperationLock.acquire(data, ID, "ensure", CLOCK)) {
            assertThat(lock.isTakenOver()).isTrue();
        }
    }
}
