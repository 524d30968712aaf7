package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Being told that containers have changed. Who is told looks for itself, and so do these tests: only when told. */
interface WatchContract {
    @Test
    default void watch_runtime_tellsWhetherItHasEvents(ContractFixture fixture) {
        Optional<ContainerRuntime.Watch> watch = fixture.runtime().watch(fixture.labels(), () -> {});
        watch.ifPresent(ContainerRuntime.Watch::close);

        assertThat(watch.isPresent()).isEqualTo(fixture.has(ContractFeature.EVENTS));
    }

    @Test
    @Needs(value = ContractFeature.EVENTS, refused = false)
    default void watch_wholeLife_isTold(ContractFixture fixture) {
        ContainerRuntime runtime = fixture.runtime();
        try (Told told = Told.by(fixture, runtime)) {
            ContainerId container = fixture.create();
            told.until(container, ContainerState.CREATED);
            runtime.start(container);
            told.until(container, ContainerState.RUNNING);
            runtime.stop(container, Duration.ofSeconds(5));
            told.until(container, ContainerState.STOPPED);
            runtime.remove(container);
            told.until(container, null);
        }
    }

    @Test
    @Needs(value = ContractFeature.EVENTS, refused = false)
    default void watch_doneByAnotherRuntime_isTold(ContractFixture fixture) {
        try (ContainerRuntime another = fixture.reconnect();
                Told told = Told.by(fixture, fixture.runtime())) {
            ContainerId container = another.create(fixture.spec().build());
            another.start(container);

            told.until(container, ContainerState.RUNNING);
        }
    }

    @Test
    @Needs(value = ContractFeature.EVENTS, refused = false)
    default void watch_listener_isCalledOnAThreadOfTheRuntime(ContractFixture fixture) {
        try (Told told = Told.by(fixture, fixture.runtime())) {
            told.until(fixture.running(), ContainerState.RUNNING);

            assertThat(told.thread).isNotNull().isNotSameAs(Thread.currentThread());
        }
    }

    @Test
    @Needs(value = ContractFeature.EVENTS, refused = false)
    default void watch_closed_isToldNoMoreAndTheOthersAre(ContractFixture fixture) {
        try (Told closed = Told.by(fixture, fixture.runtime());
                Told other = Told.by(fixture, fixture.runtime())) {
            closed.close();

            closed.assertSilentWhile(fixture, fixture.runtime(), other);
        }
    }

    @Test
    @Needs(value = ContractFeature.EVENTS, refused = false)
    default void watch_runtimeIsClosed_isToldNoMore(ContractFixture fixture) {
        try (ContainerRuntime another = fixture.reconnect();
                Told closed = Told.by(fixture, fixture.runtime());
                Told other = Told.by(fixture, another)) {
            fixture.runtime().close();

            closed.assertSilentWhile(fixture, another, other);
        }
    }

    /** Counts the calls of one watch, and looks when there was one. */
    final class Told implements AutoCloseable {
        /** How much later than the others a call would come that should not. */
        private static final Duration LATE = Duration.ofMillis(300);

        private final ContractFixture fixture;
        private final Semaphore calls = new Semaphore(0);
        private final ContainerRuntime.Watch watch;
        private volatile @Nullable Thread thread;

        private Told(ContractFixture fixture, ContainerRuntime runtime) {
            this.fixture = fixture;
            watch = runtime.watch(fixture.labels(), this::called).orElseThrow();
        }

        static Told by(ContractFixture fixture, ContainerRuntime runtime) {
            return new Told(fixture, runtime);
        }

        private void called() {
            thread = Thread.currentThread();
            calls.release();
        }

        /** Looks after each call until the container is as expected; null is gone. */
        void until(ContainerId container, @Nullable ContainerState expected) {
            fixture.within(fixture.async(() -> {
                do {
                    calls.acquire();
                } while (fixture.seen(container) != expected);
                return true;
            }));
        }

        /** What ended may have been about to call; after the first change it has. */
        void assertSilentWhile(ContractFixture fixture, ContainerRuntime runtime, Told other) {
            ContainerId container = runtime.create(fixture.spec().build());
            runtime.start(container);
            other.until(container, ContainerState.RUNNING);
            calls.drainPermits();
            runtime.stop(container, Duration.ofSeconds(5));
            other.until(container, ContainerState.STOPPED);

            assertThat(fixture.within(fixture.async(() -> calls.tryAcquire(LATE.toMillis(), TimeUnit.MILLISECONDS))))
                    .as("called when it had ended")
                    .isFalse();
        }

        @Override
        public void close() {
            watch.close();
        }
    }
}
