package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.RuntimeProcess;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Waiting, and the ways out of it: time, interrupt, close. */
interface WaitContract {
    /** What ended a wait, and whether the thread's flag was set then. */
    record Woken(Throwable by, boolean flag) {}

    @Test
    default void await_programRuns_timesOut(ContractFixture fixture) {
        RuntimeProcess process = waiting(fixture);

        assertThatThrownBy(() -> process.await(Duration.ofMillis(50))).isInstanceOf(HeadjackTimeoutException.class);
    }

    @Test
    default void await_ended_answersEachTime(ContractFixture fixture) {
        RuntimeProcess process =
                fixture.exec(fixture.running(), fixture.programs().exitWith(7));

        assertThat(process.await(fixture.patience()).code()).isEqualTo(7);
        assertThat(process.await(fixture.patience()).code()).isEqualTo(7);
    }

    @Test
    default void await_interrupted_throwsWithTheFlagSet(ContractFixture fixture) {
        RuntimeProcess process = waiting(fixture);
        Woken woken = interrupt(fixture, () -> process.await(fixture.patience()));

        assertThat(woken.by()).isInstanceOf(HeadjackInterruptedException.class);
        assertThat(woken.flag()).isTrue();
    }

    @Test
    default void await_interrupted_streamsStayWhole(ContractFixture fixture) throws Exception {
        RuntimeProcess process = waiting(fixture);
        interrupt(fixture, () -> process.await(fixture.patience()));

        assertStreamsWork(fixture, process);
    }

    @Test
    default void stdout_readerInterrupted_throwsWithTheFlagSet(ContractFixture fixture) {
        RuntimeProcess process = waiting(fixture);
        Woken woken = interrupt(fixture, () -> process.stdout().read());

        assertThat(woken.by()).isInstanceOf(InterruptedIOException.class);
        assertThat(woken.flag()).isTrue();
    }

    @Test
    default void stdout_readerInterrupted_streamsStayWhole(ContractFixture fixture) throws Exception {
        RuntimeProcess process = waiting(fixture);
        interrupt(fixture, () -> process.stdout().read());

        assertStreamsWork(fixture, process);
    }

    @Test
    default void list_threadInterrupted_throwsAndTheRuntimeStaysWhole(ContractFixture fixture) {
        // Once and before: a second interrupt could reach what had overlooked the first.
        Woken woken = fixture.within(fixture.async(() -> {
            Thread.currentThread().interrupt();
            return wakingOf(new CountDownLatch(1), () -> fixture.runtime().list(fixture.labels()));
        }));

        assertThat(woken.by()).isInstanceOf(HeadjackInterruptedException.class);
        assertThat(woken.flag()).isTrue();
        assertThat(fixture.runtime().list(fixture.labels())).isEmpty();
    }

    @Test
    default void close_waiter_wakesAsClosed(ContractFixture fixture) throws Exception {
        RuntimeProcess process = waiting(fixture);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Woken> waiter = fixture.async(() -> wakingOf(begun, () -> process.await(fixture.patience())));
        begun.await();
        fixture.runtime().close();

        assertThat(fixture.within(waiter).by()).isInstanceOf(HeadjackClosedException.class);
    }

    @Test
    default void close_reader_isWoken(ContractFixture fixture) throws Exception {
        RuntimeProcess process = waiting(fixture);
        CountDownLatch begun = new CountDownLatch(1);
        Future<Woken> reader =
                fixture.async(() -> wakingOf(begun, () -> process.stdout().read()));
        begun.await();
        fixture.runtime().close();

        assertThat(fixture.within(reader)).isNotNull();
    }

    @Test
    default void close_laterCalls_areRefused(ContractFixture fixture) {
        ContainerId container = fixture.running();
        ContainerRuntime runtime = fixture.runtime();
        runtime.close();

        assertThatThrownBy(runtime::info).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> runtime.list(Map.of())).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> runtime.find(container.value())).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> runtime.start(container)).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> runtime.create(fixture.spec().build())).isInstanceOf(HeadjackClosedException.class);
        assertThatThrownBy(() -> fixture.exec(container, fixture.programs().copyInput()))
                .isInstanceOf(HeadjackClosedException.class);
    }

    @Test
    default void close_twice_isNoError(ContractFixture fixture) {
        fixture.runtime().close();

        assertThatCode(() -> fixture.runtime().close()).doesNotThrowAnyException();
    }

    @Test
    default void close_processTwice_isNoError(ContractFixture fixture) {
        RuntimeProcess process = waiting(fixture);
        process.close();

        assertThatCode(process::close).doesNotThrowAnyException();
    }

    private static RuntimeProcess waiting(ContractFixture fixture) {
        return fixture.exec(fixture.running(), fixture.programs().copyInput());
    }

    private static void assertStreamsWork(ContractFixture fixture, RuntimeProcess process) throws Exception {
        process.stdin().write("whole".getBytes(StandardCharsets.UTF_8));
        process.stdin().close();

        assertThat(fixture.within(fixture.async(process.stdout()::readAllBytes)))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("whole");
        assertThat(process.await(fixture.patience()).isSuccess()).isTrue();
    }

    // The flag stays until it is seen, so it does not matter whether the wait has begun.
    private static Woken interrupt(ContractFixture fixture, Callable<?> wait) {
        CompletableFuture<Thread> waiter = new CompletableFuture<>();
        Future<Woken> woken = fixture.async(() -> {
            waiter.complete(Thread.currentThread());
            return wakingOf(new CountDownLatch(1), wait);
        });
        fixture.within(waiter).interrupt();
        return fixture.within(woken);
    }

    private static Woken wakingOf(CountDownLatch begun, Callable<?> wait) {
        begun.countDown();
        try {
            return new Woken(new AssertionError("returned " + wait.call()), false);
        } catch (Exception e) {
            return new Woken(e, Thread.interrupted());
        }
    }
}
