package io.headjack.internal.events;

import io.headjack.HeadjackEvent;
import io.headjack.InstanceId;
import io.headjack.error.HeadjackClosedException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/** All subscribers, and what is told to them. Thread-safe. */
public final class EventStream {
    private final Executor workers;
    private final Source source;
    private final Set<EventSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Makes a stream.
     *
     * @param workers runs the subscribers
     * @param source is told when somebody begins to listen, and when the last one has left
     */
    public EventStream(Executor workers, Source source) {
        this.workers = workers;
        this.source = source;
    }

    /** Where the events come from. */
    public interface Source {
        /** Returns when all that happens from now on is published to a stream that has got one more subscriber. */
        void attend(EventStream stream);

        /** Is told that a subscriber has left, which may have been the last one. */
        void rest(EventStream stream);
    }

    public Flow.Publisher<HeadjackEvent> of(EventScope scope) {
        return subscriber -> subscribe(Objects.requireNonNull(subscriber, "subscriber"), scope);
    }

    private void subscribe(Flow.Subscriber<? super HeadjackEvent> subscriber, EventScope scope) {
        EventSubscription subscription = new EventSubscription(subscriber, scope, workers, this::leave);
        if (closed) {
            subscription.fail(new HeadjackClosedException("this Headjack was closed; open another one"));
        } else {
            attend(subscription);
        }
        subscription.begin();
    }

    private void attend(EventSubscription subscription) {
        subscriptions.add(subscription);
        try {
            source.attend(this);
        } catch (RuntimeException e) {
            leave(subscription);
            subscription.fail(e);
        }
        // Closed in between: nobody else would tell it.
        if (closed) {
            subscription.complete();
        }
    }

    public void publish(HeadjackEvent event) {
        subscriptions.forEach(each -> each.offer(event));
    }

    /** Tells whether somebody wants to know of an instance. */
    public boolean concerns(InstanceId instance) {
        return subscriptions.stream().anyMatch(each -> each.scope().concerns(instance));
    }

    public boolean hasSubscribers() {
        return !subscriptions.isEmpty();
    }

    /** Completes all subscriptions. */
    public void close() {
        closed = true;
        subscriptions.forEach(EventSubscription::complete);
    }

    private void leave(EventSubscription subscription) {
        if (subscriptions.remove(subscription)) {
            source.rest(this);
        }
    }
}
