package io.headjack.internal.events;

import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.OfSession;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.SessionId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The events that one subscriber has still to get. Of output and activity it holds the latest of each session, in the place
 * of the one before, but never from before a life-cycle event of that session to after it. Not thread-safe.
 */
final class EventQueue {
    private final Queue<Slot> slots = new ArrayDeque<>();
    private final Map<Key, Slot> replaceable = new HashMap<>();
    private int lifeCycles;

    void add(HeadjackEvent event) {
        Key key = key(event);
        Slot open = key == null ? null : replaceable.get(key);
        if (open != null) {
            open.event = event;
            return;
        }
        Slot slot = new Slot(key, event);
        slots.add(slot);
        if (key != null) {
            replaceable.put(key, slot);
        } else {
            lifeCycles++;
            if (event instanceof OfSession ofSession) {
                replaceable.remove(new Key(ofSession.session(), OutputSeen.class));
                replaceable.remove(new Key(ofSession.session(), ActivityChanged.class));
            }
        }
    }

    /** Takes the next event, or null if there is none. */
    @Nullable
    HeadjackEvent poll() {
        Slot slot = slots.poll();
        if (slot == null) {
            return null;
        }
        if (slot.key == null) {
            lifeCycles--;
        } else {
            replaceable.remove(slot.key, slot);
        }
        return slot.event;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Counts the events that must not be dropped. */
    int lifeCycles() {
        return lifeCycles;
    }

    void clear() {
        slots.clear();
        replaceable.clear();
        lifeCycles = 0;
    }

    /** Returns what an event replaces the last one of, or null for one that replaces none. */
    private static @Nullable Key key(HeadjackEvent event) {
        return event instanceof OutputSeen || event instanceof ActivityChanged
                ? new Key(((OfSession) event).session(), event.getClass())
                : null;
    }

    private record Key(SessionId session, Class<?> kind) {}

    private static final class Slot {
        private final @Nullable Key key;
        private HeadjackEvent event;

        Slot(@Nullable Key key, HeadjackEvent event) {
            this.key = key;
            this.event = event;
        }
    }
}
