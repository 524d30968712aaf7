package io.headjack.internal.events;

import io.headjack.HeadjackEvent;
import io.headjack.error.SlowSubscriberException;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to one subscriber, as many as it asked for, one after the other, on whichever worker is free. Thread-safe.
 *
 * @see <a href="https://github.com/reactive-streams/reactive-streams-jvm">Reactive Streams, whose rules these are</a>
 */
final class EventSubscription implements Flow.Subscription {
    /** How many life-cycle events wait for a subscriber at most. */
    static final int LIMIT = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventSubscription.class);

    private final EventScope scope;
    private final Executor workers;
    private final Consumer<EventSubscription> left;
    private final ReentrantLock lock = new ReentrantLock();
    private final EventQueue queue = new EventQueue();
    /** Let go when nothing more is to be said to it. */
    private Flow.@Nullable Subscriber<? super HeadjackEvent> subscriber;

    private long demand;
    private boolean ending;
    private @Nullable Throwable failure;
    /** True at first: nothing is said before the greeting is over. */
    private boolean draining = true;

    EventSubscription(
            Flow.Subscriber<? super HeadjackEvent> subscriber,
            EventScope scope,
            Executor workers,
            Consumer<EventSubscription> left) {
        this.subscriber = subscriber;
        this.scope = scope;
        this.workers = workers;
        this.left = left;
    }

    EventScope scope() {
        return scope;
    }

    /** Says the first word, and then whatever came meanwhile. */
    void begin() {
        Flow.Subscriber<? super HeadjackEvent> to = subscriber;
        try {
            if (to != null) {
                to.onSubscribe(this);
            }
        } catch (RuntimeException e) {
            cancel();
            throw e;
        }
        lock.lock();
        try {
            draining = false;
            drainSoon();
        } finally {
            lock.unlock();
        }
    }

    void offer(HeadjackEvent event) {
        lock.lock();
        try {
            if (ending || subscriber == null || !scope.wants(event)) {
                ending |= scope.endsWith(event);
            } else {
                queue.add(event);
                ending = scope.endsWith(event);
                if (queue.lifeCycles() > LIMIT) {
                    end(new SlowSubscriberException("a subscriber of events is " + LIMIT
                            + " life-cycle events behind; ask for more at a time, or do what takes long elsewhere"));
                }
            }
            drainSoon();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it after what is on its way. */
    void complete() {
        lock.lock();
        try {
            ending = true;
            drainSoon();
        } finally {
            lock.unlock();
        }
    }

    /** Ends it at once, with an error. */
    void fail(Throwable reason) {
        lock.lock();
        try {
            end(reason);
            drainSoon();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void request(long count) {
        lock.lock();
        try {
            if (count <= 0) {
                end(new IllegalArgumentException("a subscriber asked for " + count + " events; ask for at least one"));
            } else {
                demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            }
            drainSoon();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            release();
        } finally {
            lock.unlock();
        }
        left.accept(this);
    }

    private void end(Throwable reason) {
        if (failure == null) {
            failure = reason;
        }
        ending = true;
        queue.clear();
    }

    private void release() {
        subscriber = null;
        queue.clear();
    }

    private void drainSoon() {
        if (!draining && subscriber != null && hasSignal()) {
            draining = true;
            try {
                workers.execute(this::drain);
            } catch (RejectedExecutionException e) {
                // Headjack was closed, and with it the workers: what there is left to say is said here.
                drain();
            }
        }
    }

    private boolean hasSignal() {
        return queue.isEmpty() ? ending : demand > 0;
    }

    private void drain() {
        Runnable signal = next();
        while (signal != null) {
            try {
                signal.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("a subscriber of events failed, and gets no more", e);
                fail(e);
            }
            signal = next();
        }
    }

    private @Nullable Runnable next() {
        boolean last = false;
        try {
            lock.lock();
            try {
                Flow.Subscriber<? super HeadjackEvent> to = subscriber;
                if (to == null || !hasSignal()) {
                    draining = false;
                    return null;
                }
                HeadjackEvent event = queue.poll();
                if (event != null) {
                    demand = demand == Long.MAX_VALUE ? demand : demand - 1;
                    return () -> to.onNext(event);
                }
                last = true;
                release();
                Throwable reason = failure;
                return reason == null ? to::onComplete : () -> to.onError(reason);
            } finally {
                lock.unlock();
            }
        } finally {
            if (last) {
                left.accept(this);
            }
        }
    }
}
