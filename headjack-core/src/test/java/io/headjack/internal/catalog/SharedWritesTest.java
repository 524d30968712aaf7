package io.headjack.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.InstanceId;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.NotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The changes of threads that wait are written together, and each ends on its own. */
@Timeout(60)
class SharedWritesTest {
    @TempDir
    Path directory;

    private final CountDownLatch go = new CountDownLatch(1);
    private final Set<Thread> writers = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();

    private CatalogFile catalog() {
        return new CatalogFile(directory, warning -> {});
    }

    /** Changes the catalog on a thread of its own, and returns when that holds the lock or waits for it. */
    private FutureTask<CatalogState> change(CatalogFile catalog, UnaryOperator<CatalogState> change) {
        FutureTask<CatalogState> task = new FutureTask<>(() -> catalog.update(state -> {
            writers.add(Thread.currentThread());
            return change.apply(state);
        }));
        Thread thread = new Thread(task);
        threads.add(thread);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private FutureTask<CatalogState> changeThatHoldsTheLock(CatalogFile catalog) {
        return change(catalog, state -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return state.with(Records.instance("zzzzzzzzzzzz", "z"));
        });
    }

    private static UnaryOperator<CatalogState> adding(char letter) {
        String id = Character.toString(letter).repeat(12);
        return state -> state.with(Records.instance(id, id));
    }

    @Test
    void update_severalThreadsWait_areWrittenByOne() throws Exception {
        CatalogFile catalog = catalog();
        List<FutureTask<CatalogState>> all = new ArrayList<>();
        all.add(changeThatHoldsTheLock(catalog));
        for (char letter = 'a'; letter <= 'h'; letter++) {
            all.add(change(catalog, adding(letter)));
        }

        go.countDown();
        for (FutureTask<CatalogState> each : all) {
            each.get();
        }

        assertThat(writers).hasSize(2);
        assertThat(catalog().read().byId()).hasSize(9);
    }

    @Test
    void update_oneChangeFails_failsItsCallerOnly() throws Exception {
        CatalogFile catalog = catalog();
        FutureTask<CatalogState> holder = changeThatHoldsTheLock(catalog);
        FutureTask<CatalogState> first = change(catalog, adding('a'));
        FutureTask<CatalogState> failing = change(catalog, state -> {
            throw new NotFoundException("not there");
        });
        FutureTask<CatalogState> last = change(catalog, adding('b'));

        go.countDown();
        holder.get();
        first.get();
        last.get();

        assertThatThrownBy(failing::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(NotFoundException.class);
        assertThat(catalog().read().byId())
                .containsOnlyKeys(
                        new InstanceId("zzzzzzzzzzzz"), new InstanceId("aaaaaaaaaaaa"), new InstanceId("bbbbbbbbbbbb"));
    }

    @Test
    void update_interruptedWhileItWaits_changesNothing() throws Exception {
        CatalogFile catalog = catalog();
        FutureTask<CatalogState> holder = changeThatHoldsTheLock(catalog);
        FutureTask<CatalogState> waiting = change(catalog, adding('a'));

        threads.get(1).interrupt();

        assertThatThrownBy(waiting::get).hasCauseInstanceOf(HeadjackInterruptedException.class);
        go.countDown();
        holder.get();
        assertThat(catalog().read().byId()).hasSize(1);
    }

    @Test
    void update_writerIsInterruptedMeanwhile_theOthersAreWritten() throws Exception {
        CatalogFile catalog = catalog();
        FutureTask<CatalogState> holder = changeThatHoldsTheLock(catalog);
        FutureTask<CatalogState> writer = change(catalog, state -> {
            Thread.currentThread().interrupt();
            return adding('a').apply(state);
        });
        FutureTask<CatalogState> other = change(catalog, adding('b'));

        go.countDown();
        holder.get();
        writer.get();
        other.get();

        assertThat(catalog().read().byId()).hasSize(3);
    }

    @Test
    void read_whileSomebodyWrites_doesNotWait() throws Exception {
        CatalogFile catalog = catalog();
        catalog.read();
        FutureTask<CatalogState> holder = changeThatHoldsTheLock(catalog);

        assertThat(catalog.read().byId()).isEmpty();
        assertThat(catalog().read().byId()).isEmpty();
        go.countDown();
        holder.get();
    }
}
