package io.headjack.internal.core;

import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.internal.log.FileChanges;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether Headjack is open, and waiting that ends when it is not. Thread-safe. */
final class Lifecycle {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    /** Where files tell what happens; not all does, as of a container that is killed. */
    private static final Duration LOOK_ANYWAY = Duration.ofMillis(250);

    private static final Duration GAP = Duration.ofMillis(5);

    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    void checkOpen() {
        if (closing.get()) {
            throw new HeadjackClosedException("this Headjack was closed; open another one");
        }
    }

    /** Closes; false if it was closed already. */
    boolean close() {
        boolean first = closing.compareAndSet(false, true);
        closed.countDown();
        return first;
    }

    /** Lets a time pass between two things that are done. */
    void separate(Duration time) {
        try {
            if (closed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                checkOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted between two steps", e);
        }
    }

    /** Asks again and again until there is an answer. */
    <T> T await(Duration timeout, String what, Supplier<Optional<T>> question) {
        return await(timeout, what, left -> pause(shorter(left, LOOK_AGAIN)), question);
    }

    /** Asks again whenever something has changed, and now and then, until there is an answer. */
    <T> T await(Duration timeout, String what, FileChanges.Watch changes, Supplier<Optional<T>> question) {
        return await(timeout, what, changes, GAP, question);
    }

    /** The same with so much time between two questions at least. */
    <T> T await(
            Duration timeout, String what, FileChanges.Watch changes, Duration gap, Supplier<Optional<T>> question) {
        return await(
                timeout,
                what,
                left -> {
                    changes.await(shorter(left, changes.isTold() ? LOOK_ANYWAY : LOOK_AGAIN));
                    // What prints all the time is not asked about all the time.
                    pause(shorter(left, gap));
                },
                question);
    }

    private <T> T await(Duration timeout, String what, Pause pause, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + Checks.nanos(timeout);
        while (true) {
            checkOpen();
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new HeadjackTimeoutException(
                        what + " did not happen within " + timeout.toMillis() + " ms; wait longer, or look why");
            }
            try {
                pause.of(Duration.ofNanos(left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HeadjackInterruptedException("interrupted while waiting: " + what, e);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void pause(Duration longest) throws InterruptedException {
        if (closed.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
            checkOpen();
        }
    }

    /** Lets a moment pass, and not more than is left. */
    private interface Pause {
        void of(Duration left) throws InterruptedException;
    }
}
