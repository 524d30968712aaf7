package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.Cleanup;
import io.headjack.internal.instance.World;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Starts a session again that has ended or is lost. Its record says so first, and with it where the new run leaves how it
 * ended: of two who do this at once one is refused there, and nobody takes the old end for the new one's.
 */
final class SessionRestart {
    private final Context context;
    private final InstanceId instance;
    private final SessionId id;

    SessionRestart(Context context, InstanceId instance, SessionId id) {
        this.context = context;
        this.instance = instance;
        this.id = id;
    }

    void run(Map<String, String> environment) {
        environment.forEach(Checks::variable);
        SessionRecord before = record(context.state());
        check(before, environment);
        World world = context.running(instance);
        SessionState state = new DefaultSession(context, instance, id).state();
        if (state == SessionState.RUNNING || state == SessionState.STARTING) {
            throw new ConflictException("session \"" + before.name() + "\" is " + state
                    + " and cannot be started again; kill it first, or use it as it is");
        }
        SessionPlan plan = SessionPlan.again(before, context.agents().find(before.type()), environment);
        SessionStart start = new SessionStart(context, instance, plan);
        SecretGrant secrets = start.grant(before.type(), world);
        SessionRecord next = context.parts().catalog().updating(now -> begin(now, before));
        try {
            Multiplexer multiplexer = context.parts().terminals().of(world);
            multiplexer.kill(new TerminalId(id.value()));
            start.startTerminal(world, next, secrets);
        } catch (RuntimeException e) {
            Cleanup.run(() -> takeBack(before, next, e));
            throw e;
        }
        change(next, SessionRecord::started);
    }

    /** Of the variables only names are on record: their values are given anew, or are missing. */
    private static void check(SessionRecord session, Map<String, String> environment) {
        List<String> known = session.spec().variables();
        TreeSet<String> missing = new TreeSet<>(known);
        missing.removeAll(environment.keySet());
        if (!missing.isEmpty()) {
            throw new InvalidRequestException("session \"" + session.name() + "\" was started with the variables "
                    + missing + ", whose values are not on record; give them, or start another session");
        }
        TreeSet<String> strange = new TreeSet<>(environment.keySet());
        known.forEach(strange::remove);
        if (!strange.isEmpty()) {
            throw new InvalidRequestException("session \"" + session.name() + "\" was started without the variables "
                    + strange + "; leave them out, or start another session");
        }
    }

    private Map.Entry<CatalogState, SessionRecord> begin(CatalogState state, SessionRecord before) {
        SessionRecord current = record(state);
        if (current.run() != before.run()) {
            throw new ConflictException(
                    "session \"" + current.name() + "\" is being started again by somebody else; use it as it is");
        }
        Instant now = context.parts().clock().instant();
        SessionRecord next = current.startingAgain(now);
        return Map.entry(state.with(state.find(instance).orElseThrow().change(id, each -> next)), next);
    }

    private void takeBack(SessionRecord before, SessionRecord next, RuntimeException failure) {
        try {
            change(next, each -> before);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** Changes the record of this run, and none that somebody else has made since. */
    private void change(SessionRecord next, UnaryOperator<SessionRecord> change) {
        context.parts()
                .catalog()
                .update(state -> state.find(instance)
                        .map(each -> state.with(each.change(
                                id, session -> session.run() == next.run() ? change.apply(session) : session)))
                        .orElse(state));
    }

    private SessionRecord record(CatalogState state) {
        return state.find(instance)
                .flatMap(each -> each.session(id))
                .orElseThrow(() -> new NotFoundException(
                        "there is no session " + id + " any more; list the sessions to see those that exist"));
    }
}
