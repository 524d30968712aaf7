package io.headjack.internal.core;

import io.headjack.Activity;
import io.headjack.SessionActivity;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.World;
import io.headjack.internal.log.LogFile;
import io.headjack.internal.provider.Agents;
import io.headjack.internal.screen.ActivityReading;
import io.headjack.spi.Multiplexer;
import io.headjack.spi.ScreenPatterns;
import io.headjack.spi.TerminalId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges what the programs of sessions are doing. */
final class SessionActivities {
    private final Parts parts;
    private final Agents agents;

    SessionActivities(Parts parts, Agents agents) {
        this.parts = parts;
        this.agents = agents;
    }

    /** Fills in what each of an instance's sessions is doing. */
    List<SessionInfo> fill(World world, List<SessionInfo> sessions) {
        return sessions.stream()
                .map(each -> with(each, of(world, each).activity()))
                .toList();
    }

    SessionActivity of(World world, SessionInfo session) {
        if (session.state() != SessionState.RUNNING) {
            return unknown(session, "it does not run");
        }
        Optional<Instant> printed = new LogFile(parts.data().logOf(session.instance(), session.id())).lastChange();
        if (printed.isEmpty()) {
            return unknown(session, "it has printed nothing yet");
        }
        ScreenPatterns patterns = agents.screenOf(session.type());
        ActivityReading reading =
                new ActivityReading(patterns, printed.get(), parts.clock().instant());
        boolean readable = !patterns.waiting().isEmpty() || !patterns.working().isEmpty();
        return readable ? screen(world, session).map(reading::of).orElseGet(reading::byClock) : reading.byClock();
    }

    /** Its screen, where somebody can be asked for it: the clock goes on where not. */
    private Optional<List<String>> screen(World world, SessionInfo session) {
        try {
            Optional<Multiplexer> multiplexer = parts.terminals().ofRunning(world);
            return multiplexer.map(
                    there -> there.screen(new TerminalId(session.id().value())).lines());
        } catch (NotFoundException | ConflictException | OperationFailedException | HeadjackTimeoutException e) {
            return Optional.empty();
        }
    }

    private static SessionActivity unknown(SessionInfo session, String why) {
        return new SessionActivity(Activity.UNKNOWN, session.createdAt(), why, Optional.empty());
    }

    private static SessionInfo with(SessionInfo session, Activity activity) {
        return new SessionInfo(
                session.id(),
                session.instance(),
                session.branch(),
                session.name(),
                session.type(),
                session.command(),
                session.state(),
                session.exit(),
                activity,
                session.attached(),
                session.createdAt(),
                session.lastUsedAt(),
                session.asOf());
    }
}
