package io.headjack.internal.core;

import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionLost;
import io.headjack.HeadjackEvent.SessionRenamed;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.InstanceId;
import io.headjack.SessionActivity;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionName;
import io.headjack.SessionState;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was last seen of a session. Each sight is compared with the one before, and told. Not thread-safe. */
final class SeenSession {
    /** A screen is read when what is drawn on it has come to rest, or at least so often. */
    private static final Duration REST = Duration.ofMillis(200);

    private static final Duration RESTLESS = Duration.ofSeconds(1);

    private final InstanceId instance;
    private final SessionId id;
    private final Consumer<HeadjackEvent> events;
    private @Nullable SessionName name;
    private SessionState state = SessionState.STARTING;
    private int run = 1;
    /** What is seen first of a session that was there before is no news. */
    private boolean isNew;

    private boolean hasNewOutput;
    private boolean hasNewActivity;
    private long logSize;
    private @Nullable SessionActivity activity;
    private long restless = Long.MAX_VALUE;
    private long due = Long.MAX_VALUE;

    /**
     * Begins to look.
     *
     * @param isNew whether it is there only since somebody looks
     */
    SeenSession(InstanceId instance, SessionId id, boolean isNew, Consumer<HeadjackEvent> events) {
        this.instance = instance;
        this.id = id;
        this.isNew = isNew;
        this.hasNewOutput = isNew;
        this.hasNewActivity = isNew;
        this.events = events;
    }

    SessionState state() {
        return state;
    }

    /** When its activity is to be judged again, by {@link System#nanoTime}. */
    long due() {
        return due;
    }

    /** Takes which of its runs is on record: of one that is started again nothing is known yet. */
    void runs(int recorded) {
        if (recorded != run && run != 0) {
            state = SessionState.STARTING;
        }
        run = recorded;
    }

    void output(long size, long now, Instant at) {
        if (size == logSize) {
            hasNewOutput = true;
            return;
        }
        logSize = size;
        if (hasNewOutput) {
            events.accept(new OutputSeen(instance, id, at, size));
        }
        hasNewOutput = true;
        stirred(now);
    }

    /** Has its activity judged soon. */
    void stirred(long now) {
        if (restless == Long.MAX_VALUE) {
            restless = now + RESTLESS.toNanos();
        }
        due = Math.min(now + REST.toNanos(), restless);
    }

    /** Has its activity judged in a while, as nothing is to be seen of it now. */
    void notNow(long now) {
        due = now + RESTLESS.toNanos();
    }

    void is(SessionInfo info, long now) {
        if (name != null && !name.equals(info.name())) {
            events.accept(new SessionRenamed(instance, id, info.asOf(), info.name()));
        }
        name = info.name();
        if (info.state() == state) {
            return;
        }
        boolean ran = state == SessionState.RUNNING;
        state = info.state();
        if (state == SessionState.RUNNING) {
            stirred(now);
        } else {
            due = Long.MAX_VALUE;
            activity = null;
        }
        if (isNew) {
            tell(info, ran);
        }
        isNew = true;
    }

    private void tell(SessionInfo info, boolean ran) {
        if (state == SessionState.RUNNING || (state == SessionState.EXITED && !ran)) {
            events.accept(new SessionStarted(instance, id, info.asOf()));
        }
        if (state == SessionState.EXITED) {
            info.exit().ifPresent(exit -> events.accept(new SessionExited(instance, id, info.asOf(), exit)));
        } else if (state == SessionState.LOST && ran) {
            events.accept(new SessionLost(instance, id, info.asOf()));
        }
    }

    /**
     * Takes what it seems to be doing.
     *
     * @param next when that may be something else without any output, from now on
     */
    void does(SessionActivity seen, Duration next, long now, Instant at) {
        restless = Long.MAX_VALUE;
        due = next.isNegative() ? Long.MAX_VALUE : now + next.toNanos();
        boolean same = activity != null
                && activity.activity() == seen.activity()
                && activity.question().equals(seen.question());
        activity = seen;
        if (!same && hasNewActivity) {
            events.accept(new ActivityChanged(instance, id, at, seen));
        }
        hasNewActivity = true;
    }
}
