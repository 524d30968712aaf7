package io.headjack.internal.core;

import io.headjack.LogSubscription;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The log subscriptions that are open, so that closing Headjack ends them. Thread-safe. */
final class Followers implements AutoCloseable {
    private final Set<LogSubscription> open = ConcurrentHashMap.newKeySet();

    LogSubscription add(LogSubscription subscription) {
        LogSubscription tracked = new Tracked(subscription);
        open.add(tracked);
        return tracked;
    }

    @Override
    public void close() {
        open.forEach(LogSubscription::close);
    }

    private final class Tracked implements LogSubscription {
        private final LogSubscription subscription;

        Tracked(LogSubscription subscription) {
            this.subscription = subscription;
        }

        @Override
        public void awaitEnd(Duration timeout) {
            subscription.awaitEnd(timeout);
        }

        @Override
        public void close() {
            open.remove(this);
            subscription.close();
        }

        @Override
        public String toString() {
            return subscription.toString();
        }
    }
}
