package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionState;
import io.headjack.SessionType;
import io.headjack.error.ConflictException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.SessionRemains;
import io.headjack.internal.instance.World;
import io.headjack.spi.TerminalId;

/**
 * Removes a session that does not run: its record first, so that nobody finds it any more and nobody starts it again
 * meanwhile, then what it has left. What a killed removal leaves, the next one in the same instance takes along.
 */
final class SessionRemoval {
    private final Context context;
    private final InstanceId instance;
    private final SessionId id;
    private final SessionTerminal terminal;

    SessionRemoval(Context context, InstanceId instance, SessionId id, SessionTerminal terminal) {
        this.context = context;
        this.instance = instance;
        this.id = id;
        this.terminal = terminal;
    }

    void run() {
        SessionRecord before = terminal.record();
        World world = context.world(instance);
        SessionState state = new DefaultSession(context, instance, id).state();
        if (state == SessionState.RUNNING || state == SessionState.STARTING) {
            throw new ConflictException("session \"" + before.name() + "\" of branch \""
                    + world.record().branch() + "\" is " + state
                    + " and cannot be removed; kill it first");
        }
        // Asked first: where the engine does not answer, nothing is removed.
        boolean running = world.isRunning();
        context.parts().catalog().update(now -> without(now, before));
        try {
            if (running) {
                endInside(world, before);
            }
        } finally {
            SessionRemains.delete(context.parts(), instance);
        }
    }

    private CatalogState without(CatalogState state, SessionRecord before) {
        InstanceRecord record = state.find(instance).orElseThrow(terminal::gone);
        if (record.session(id).orElseThrow(terminal::gone).run() != before.run()) {
            throw new ConflictException("session \"" + before.name()
                    + "\" is being started again by somebody else and cannot be removed; kill it first");
        }
        return state.with(record.without(id));
    }

    /** Its terminal may still show its end, daemons of it may run, and an agent that was killed may have left files. */
    private void endInside(World world, SessionRecord session) {
        context.parts().terminals().of(world).kill(new TerminalId(id.value()));
        if (!session.type().equals(SessionType.COMMAND) && !session.type().equals(SessionType.SHELL)) {
            new SessionSecrets(context, world, session).drop();
            new PromptFile(context, world, id).delete();
        }
    }
}
