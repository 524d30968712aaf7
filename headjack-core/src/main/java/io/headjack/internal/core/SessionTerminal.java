package io.headjack.internal.core;

import io.headjack.AttachMode;
import io.headjack.ExitStatus;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.Terminals;
import io.headjack.internal.instance.World;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.TerminalId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The terminal of a session, as long as there is one; says of a failure why there is none. */
final class SessionTerminal {
    /** How coarse the time of last use is kept, so that typing does not write the catalog each time. */
    private static final Duration USE = Duration.ofSeconds(10);

    private final Context context;
    private final InstanceId instance;
    private final SessionId session;
    private final TerminalId terminal;

    SessionTerminal(Context context, InstanceId instance, SessionId session) {
        this.context = context;
        this.instance = instance;
        this.session = session;
        this.terminal = new TerminalId(session.value());
    }

    TerminalId id() {
        return terminal;
    }

    /** Excludes others who type into it. */
    Path typingLock() {
        return context.parts().data().typingLockOf(instance, session);
    }

    SessionRecord record() {
        return context.record(instance).session(session).orElseThrow(this::gone);
    }

    NotFoundException gone() {
        return new NotFoundException(
                "there is no session " + session + " any more; list the sessions to see those that exist");
    }

    /** Refuses where nobody would read; returns where somebody may. */
    Multiplexer running() {
        return context.parts().terminals().of(reachable());
    }

    /** As {@link #running()}, for somebody who stays. */
    Terminals.Held held() {
        return context.parts().terminals().hold(reachable());
    }

    private World reachable() {
        SessionRecord known = record();
        World world = context.world(instance);
        Optional<ExitStatus> exit = SessionStates.exit(context.parts(), world.record(), known);
        if (exit.isPresent()) {
            throw notRunning("its program ended with exit code " + exit.get());
        }
        used(known);
        return world;
    }

    /** Reads what is to be seen of it. */
    <T> T shown(Function<Multiplexer, T> reading) {
        record();
        World world = context.world(instance);
        Multiplexer multiplexer = context.parts().terminals().ofRunning(world).orElseThrow(() -> without(world, null));
        try {
            return reading.apply(multiplexer);
        } catch (NotFoundException e) {
            throw notRunning("its terminal is gone", e);
        } catch (OperationFailedException e) {
            throw world.isRunning() ? e : without(world, e);
        }
    }

    List<String> attachCommand(AttachMode mode) {
        SessionRecord known = record();
        World world = context.world(instance);
        if (!world.isRunning()) {
            throw without(world, null);
        }
        used(known);
        return context.parts().terminals().of(world).attachCommand(terminal, mode);
    }

    /** Ends what runs in it; in an instance that is stopped nothing does. */
    void kill() {
        record();
        World world = context.world(instance);
        if (world.isRunning()) {
            context.parts().terminals().of(world).kill(terminal);
        } else if (world.isFrozen()) {
            throw without(world, null);
        }
    }

    private ConflictException without(World world, @Nullable Throwable cause) {
        return world.isFrozen()
                ? new ConflictException(
                        "session \"" + record().name() + "\" cannot be reached, as its instance is paused; start branch"
                                + " \"" + world.record().branch() + "\" to have it go on",
                        cause)
                : notRunning("its instance is stopped", cause);
    }

    private void used(SessionRecord known) {
        Instant now = context.parts().clock().instant();
        if (known.lastUsedAt().plus(USE).isAfter(now)) {
            return;
        }
        context.parts()
                .catalog()
                .update(state -> state.find(instance)
                        .map(each -> state.with(each.usedAt(now).change(session, one -> one.usedAt(now))))
                        .orElse(state));
    }

    ConflictException notRunning(String why) {
        return notRunning(why, null);
    }

    ConflictException notRunning(String why, @Nullable Throwable cause) {
        return new ConflictException(
                "session \"" + record().name() + "\" does not run: " + why
                        + "; restart the session, or start another one",
                cause);
    }
}
