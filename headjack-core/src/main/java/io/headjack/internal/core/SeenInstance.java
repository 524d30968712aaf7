package io.headjack.internal.core;

import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.InstanceDrifted;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.InstanceStarted;
import io.headjack.HeadjackEvent.InstanceStopped;
import io.headjack.HeadjackEvent.SessionRemoved;
import io.headjack.InstanceId;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.HeadjackException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import io.headjack.internal.log.LogFile;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.ScreenPatterns;
import io.headjack.spi.TerminalInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was last seen of an instance and its sessions. Files are looked at each time, the multiplexer is asked only where
 * they leave a question open. Not thread-safe.
 */
final class SeenInstance {
    /** A program leaves its exit code a moment before its last words. */
    private static final Duration LAST_WORDS = Duration.ofMillis(20);
    /** What cannot be asked is left alone for a while. */
    private static final Duration RETRY = Duration.ofSeconds(1);
    /** Silence is judged a little late rather than a little early. */
    private static final Duration LATE = Duration.ofMillis(50);

    private static final Logger LOG = LoggerFactory.getLogger(SeenInstance.class);

    private final InstanceId id;
    private final Parts parts;
    private final Agents agents;
    private final Consumer<HeadjackEvent> events;
    private final Map<SessionId, SeenSession> sessions = new HashMap<>();
    /** What is seen first of an instance that was there before is no news. */
    private boolean isNew;

    private boolean hasNewSessions;
    private InstanceState state = InstanceState.CREATING;
    private Optional<String> problem = Optional.empty();
    private @Nullable Phase phase;
    private boolean asking = true;
    private long settling = Long.MAX_VALUE;
    private long notBefore = Long.MIN_VALUE;

    /**
     * Begins to look.
     *
     * @param isNew whether it is there only since somebody looks
     */
    SeenInstance(InstanceId id, boolean isNew, Parts parts, Agents agents, Consumer<HeadjackEvent> events) {
        this.id = id;
        this.isNew = isNew;
        this.hasNewSessions = isNew;
        this.parts = parts;
        this.agents = agents;
        this.events = events;
    }

    /** Has the multiplexer asked at the next look. */
    void ask() {
        asking = true;
    }

    boolean hasRunning() {
        return sessions.values().stream().anyMatch(each -> each.state() == SessionState.RUNNING);
    }

    /** When to look again though nothing seems to have happened, by {@link System#nanoTime}. */
    long due() {
        return Math.max(
                notBefore,
                sessions.values().stream().mapToLong(SeenSession::due).reduce(settling, Math::min));
    }

    /** Returns whether an operation has begun or ended on it, so that the engine has to be asked. */
    boolean isIn(Phase recorded) {
        boolean news = recorded != phase;
        phase = recorded;
        return news;
    }

    void removed(Instant at) {
        events.accept(new InstanceRemoved(id, at));
    }

    /** Takes what the engine says. Where it cannot be asked, or something is in the making, nothing has changed. */
    void is(InstanceInfo info) {
        boolean unclear = info.state() == InstanceState.ENGINE_UNREACHABLE || info.state() == InstanceState.CREATING;
        if (unclear || (info.state() == state && info.problem().equals(problem))) {
            return;
        }
        state = info.state();
        problem = info.problem();
        asking = true;
        if (isNew) {
            tell(info);
        }
        isNew = true;
    }

    private void tell(InstanceInfo info) {
        if (state == InstanceState.RUNNING) {
            events.accept(new InstanceStarted(id, info.asOf()));
        } else if (state == InstanceState.STOPPED) {
            events.accept(new InstanceStopped(id, info.asOf()));
        } else {
            events.accept(new InstanceDrifted(id, info.asOf(), problem.orElse("it is broken")));
        }
    }

    /** Looks at its sessions. What cannot be asked now is asked the next time. */
    void look(InstanceRecord instance) {
        long now = System.nanoTime();
        Instant at = parts.clock().instant();
        forget(instance, at);
        for (SessionRecord each : instance.sessions()) {
            SeenSession seen = seen(each.id());
            seen.runs(each.run());
            seen.output(new LogFile(parts.data().logOf(id, each.id())).written(), now, at);
            asking |= isOpen(seen) && SessionStates.exit(parts, instance, each).isPresent();
            asking |= seen.state() == SessionState.STARTING;
        }
        hasNewSessions = true;
        if (notBefore > now) {
            return;
        }
        try {
            World world = parts.world(instance);
            if (asking || settling <= now) {
                askTerminals(world, now);
            }
            judge(world, now, at);
        } catch (HeadjackException e) {
            LOG.debug("instance {} cannot be looked at now", id, e);
            asking = true;
            notBefore = now + RETRY.toNanos();
        }
    }

    private void forget(InstanceRecord instance, Instant at) {
        Set<SessionId> known =
                instance.sessions().stream().map(SessionRecord::id).collect(Collectors.toSet());
        sessions.keySet().removeIf(each -> {
            boolean gone = !known.contains(each);
            if (gone) {
                events.accept(new SessionRemoved(id, each, at));
            }
            return gone;
        });
    }

    private void askTerminals(World world, long now) {
        asking = false;
        settling = Long.MAX_VALUE;
        List<SessionInfo> infos = SessionStates.of(parts, world);
        Set<String> alive = infos.stream().anyMatch(this::isEnding)
                ? parts.terminals().list(world).stream()
                        .filter(each -> !each.ended())
                        .map(TerminalInfo::id)
                        .map(Object::toString)
                        .collect(Collectors.toSet())
                : Set.of();
        for (SessionInfo each : infos) {
            if (isEnding(each) && alive.contains(each.id().value())) {
                settling = now + LAST_WORDS.toNanos();
            } else {
                seen(each.id()).is(each, now);
            }
        }
    }

    private void judge(World world, long now, Instant at) {
        List<SeenSession> due =
                sessions.values().stream().filter(each -> each.due() <= now).toList();
        if (due.isEmpty()) {
            return;
        }
        SessionActivities activities = new SessionActivities(parts, agents);
        for (SessionInfo each : SessionStates.of(parts, world)) {
            SeenSession seen = seen(each.id());
            if (due.contains(seen)) {
                if (each.state() == SessionState.RUNNING) {
                    seen.does(activities.of(world, each), nextJudgement(each, at), now, at);
                } else {
                    seen.notNow(now);
                }
            }
        }
    }

    /** When silence alone will make it idle, or stuck; negative when it is both. */
    private Duration nextJudgement(SessionInfo session, Instant at) {
        ScreenPatterns patterns = agents.screenOf(session.type());
        Instant last =
                new LogFile(parts.data().logOf(id, session.id())).lastChange().orElse(session.createdAt());
        Duration idle = Duration.between(at, last.plus(patterns.idleAfter()).plus(LATE));
        return idle.isNegative()
                ? Duration.between(at, last.plus(patterns.stuckAfter()).plus(LATE))
                : idle;
    }

    private boolean isEnding(SessionInfo session) {
        return session.state() == SessionState.EXITED && isOpen(seen(session.id()));
    }

    private static boolean isOpen(SeenSession seen) {
        return seen.state() == SessionState.RUNNING || seen.state() == SessionState.STARTING;
    }

    private SeenSession seen(SessionId session) {
        return sessions.computeIfAbsent(session, each -> new SeenSession(id, each, hasNewSessions, events));
    }
}
