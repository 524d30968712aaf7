package io.headjack.testkit;

import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.OutputSeen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber for tests that takes every event, keeps it, and can be waited for. Thread-safe. Its waits block for a minute
 * at most, and then fail with what was heard until then.
 */
public final class EventRecorder implements Flow.Subscriber<HeadjackEvent> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<HeadjackEvent> events = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable failure;
    private boolean completed;

    private EventRecorder() {}

    /**
     * Subscribes to a publisher.
     *
     * @param publisher what to listen to
     * @return what records it
     */
    public static EventRecorder of(Flow.Publisher<HeadjackEvent> publisher) {
        EventRecorder recorder = new EventRecorder();
        publisher.subscribe(recorder);
        return recorder;
    }

    /**
     * Returns all that was heard until now.
     *
     * @return the events in their order
     */
    public List<HeadjackEvent> all() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns the events of one kind.
     *
     * @param kind the kind
     * @param <T> the kind
     * @return the events in their order
     */
    public <T extends HeadjackEvent> List<T> of(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * Returns the kinds of the life-cycle events, which leaves out output and activity.
     *
     * @return simple names of classes, in order
     */
    public List<String> lifeCycle() {
        return all().stream()
                .filter(each -> !(each instanceof OutputSeen) && !(each instanceof ActivityChanged))
                .map(each -> each.getClass().getSimpleName())
                .toList();
    }

    /**
     * Waits until there is an event of a kind, the ones already heard included.
     *
     * @param kind the kind
     * @param <T> the kind
     * @return the first one
     */
    public <T extends HeadjackEvent> T await(Class<T> kind) {
        return await(kind, each -> true);
    }

    /**
     * Waits until there is an event of a kind that is as wanted, the ones already heard included.
     *
     * @param kind the kind
     * @param wanted which one
     * @param <T> the kind
     * @return the first one
     */
    public <T extends HeadjackEvent> T await(Class<T> kind, Predicate<? super T> wanted) {
        return until(
                "a " + kind.getSimpleName(),
                () -> of(kind).stream().filter(wanted).findFirst().orElse(null));
    }

    /** Waits until the publisher has completed. */
    public void awaitCompletion() {
        until("the completion", () -> completed ? true : null);
    }

    /**
     * Waits until the publisher has failed.
     *
     * @return with what
     */
    public Throwable awaitFailure() {
        return until("a failure", () -> failure);
    }

    /** Hears no more. */
    public void cancel() {
        until("the subscription", () -> subscription).cancel();
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        change(() -> subscription = opened);
        opened.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(HeadjackEvent event) {
        change(() -> events.add(event));
    }

    @Override
    public void onError(Throwable thrown) {
        change(() -> failure = thrown);
    }

    @Override
    public void onComplete() {
        change(() -> completed = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private <T> T until(String what, Supplier<@Nullable T> question) {
        lock.lock();
        try {
            long left = PATIENCE.toNanos();
            T answer = question.get();
            while (answer == null && left > 0) {
                left = changed.awaitNanos(left);
                answer = question.get();
            }
            if (answer == null) {
                throw new AssertionError(
                        what + " did not come within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos())
                                + " s; heard were " + events + (failure == null ? "" : " and the failure " + failure));
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, e);
        } finally {
            lock.unlock();
        }
    }
}
