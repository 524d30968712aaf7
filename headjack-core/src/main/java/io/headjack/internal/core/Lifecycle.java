package io.headjack.internal.core;

import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Whether Headjack is open, and waiting that ends when it is not. Thread-safe. */
final class Lifecycle {
    private static final long PAUSE_NANOS = 50_000_000;

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

    /** Asks again and again until there is an answer. */
    <T> T await(Duration timeout, String what, Supplier<Optional<T>> question) {
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
            pause(Math.min(left, PAUSE_NANOS), what);
        }
    }

    private void pause(long nanos, String what) {
        try {
            if (closed.await(nanos, TimeUnit.NANOSECONDS)) {
                checkOpen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting: " + what, e);
        }
    }
}
