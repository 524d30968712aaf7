package io.headjack.internal.events;

import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.OfSession;
import io.headjack.HeadjackEvent.SessionRemoved;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import org.jspecify.annotations.Nullable;

/**
 * Which events a subscriber wants.
 *
 * @param instance those of one instance, or null for all
 * @param session those of one session of it, or null for all
 */
public record EventScope(
        @Nullable InstanceId instance, @Nullable SessionId session) {
    public static final EventScope ALL = new EventScope(null, null);

    public static EventScope of(InstanceId instance) {
        return new EventScope(instance, null);
    }

    public static EventScope of(InstanceId instance, SessionId session) {
        return new EventScope(instance, session);
    }

    public boolean concerns(InstanceId other) {
        return instance == null || instance.equals(other);
    }

    boolean wants(HeadjackEvent event) {
        return concerns(event.instance())
                && (session == null
                        || (event instanceof OfSession of && of.session().equals(session)));
    }

    /** Tells whether nothing can happen in it any more after an event. */
    boolean endsWith(HeadjackEvent event) {
        return instance != null
                && event.instance().equals(instance)
                && (event instanceof InstanceRemoved
                        || (event instanceof SessionRemoved removed
                                && removed.session().equals(session)));
    }
}
