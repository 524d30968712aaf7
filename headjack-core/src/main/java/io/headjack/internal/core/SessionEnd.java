package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionState;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.NotFoundException;
import io.headjack.error.RuntimeUnavailableException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.SessionStates;
import java.time.Duration;

/**
 * The end of a session, for somebody who asks whenever its files change, which they do all the time while it prints. The
 * multiplexer, which serves all sessions of the instance, is asked only when there is an exit file, and now and then, as
 * not every end leaves one. Not thread-safe.
 */
final class SessionEnd {
    private static final Duration NOW_AND_THEN = Duration.ofMillis(250);

    private final Context context;
    private final InstanceId instance;
    private final SessionId id;
    private long due = System.nanoTime();

    SessionEnd(Context context, InstanceId instance, SessionId id) {
        this.context = context;
        this.instance = instance;
        this.id = id;
    }

    /** Tells whether there may be something to learn. Throws {@link NotFoundException} if there is no such session. */
    boolean isWorthAsking() {
        InstanceRecord record = context.record(instance);
        boolean left = record.session(id)
                .flatMap(session -> SessionStates.exit(context.parts(), record, session))
                .isPresent();
        long now = System.nanoTime();
        if (!left && now - due < 0) {
            return false;
        }
        due = now + NOW_AND_THEN.toNanos();
        return true;
    }

    /**
     * Tells whether nothing more will be written to its log, as far as that is known by now. While the engine cannot be
     * asked, nobody knows, and the log goes on being watched.
     */
    boolean isOver() {
        try {
            if (!isWorthAsking()) {
                return false;
            }
            DefaultSession session = new DefaultSession(context, instance, id);
            SessionState state = session.state();
            return state == SessionState.LOST || (state == SessionState.EXITED && session.isSettled());
        } catch (RuntimeUnavailableException e) {
            return false;
        } catch (NotFoundException | HeadjackClosedException e) {
            return true;
        }
    }
}
