package io.headjack.internal.events;

import io.headjack.HeadjackEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that keeps what it is told, and asks for as many as it was made for. */
class Recorder implements Flow.Subscriber<HeadjackEvent> {
    final List<HeadjackEvent> events = new CopyOnWriteArrayList<>();
    final List<String> signals = new CopyOnWriteArrayList<>();
    private final long first;
    volatile Flow.@Nullable Subscription subscription;
    volatile @Nullable Throwable failure;

    Recorder(long first) {
        this.first = first;
    }

    void request(long count) {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.request(count);
        }
    }

    void cancel() {
        Flow.Subscription open = subscription;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription opened) {
        subscription = opened;
        signals.add("subscribed");
        if (first > 0) {
            opened.request(first);
        }
    }

    @Override
    public void onNext(HeadjackEvent event) {
        events.add(event);
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
        signals.add("failed");
    }

    @Override
    public void onComplete() {
        signals.add("completed");
    }
}
