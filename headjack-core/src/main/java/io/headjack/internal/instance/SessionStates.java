package io.headjack.internal.instance;

import io.headjack.Activity;
import io.headjack.ExitStatus;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.os.HostileFiles;
import io.headjack.spi.TerminalInfo;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what became of recorded sessions: by their exit files first, which outlive everything, then by the multiplexer. */
public final class SessionStates {
    private static final int LONGEST_EXIT = 8;
    /** How long a start may take, with the writing of a long prompt, before its session counts as lost. */
    private static final Duration START = Duration.ofMinutes(2);

    private static final Pattern EXIT = Pattern.compile("(\\d{1,3})\\s*");

    private SessionStates() {}

    /** Returns all sessions of an instance. Asks the engine only where an exit file leaves a question open. */
    public static List<SessionInfo> of(Parts parts, World world) {
        InstanceRecord instance = world.record();
        Map<String, TerminalInfo> terminals = new HashMap<>();
        boolean frozen = false;
        if (open(parts, instance) > 0) {
            parts.terminals()
                    .list(world)
                    .forEach(each -> terminals.put(each.id().value(), each));
            frozen = terminals.isEmpty() && world.isFrozen();
        }
        Instant now = parts.clock().instant();
        SessionState unseen = frozen ? SessionState.RUNNING : SessionState.LOST;
        return instance.sessions().stream()
                .map(each -> info(parts, instance, each, terminals.get(each.id().value()), unseen, now))
                .toList();
    }

    /** Returns the names of sessions that run. */
    static List<String> running(Parts parts, World world) {
        return of(parts, world).stream()
                .filter(each -> each.state() == SessionState.RUNNING)
                .map(each -> each.name().value())
                .toList();
    }

    /** Counts the sessions whose end is not on record, without asking anybody. */
    public static int open(Parts parts, InstanceRecord instance) {
        return (int) instance.sessions().stream()
                .filter(each -> !each.lost() && exit(parts, instance, each).isEmpty())
                .count();
    }

    /**
     * Says what became of one.
     *
     * @param unseen what it is where nobody shows its terminal: what is frozen has lost nothing
     */
    private static SessionInfo info(
            Parts parts,
            InstanceRecord instance,
            SessionRecord session,
            @Nullable TerminalInfo terminal,
            SessionState unseen,
            Instant now) {
        // Read after the multiplexer was asked: a program that ended in between has its exit file by now.
        Optional<ExitStatus> exit = exit(parts, instance, session);
        SessionState state = exit.isPresent()
                ? SessionState.EXITED
                : terminal != null && !terminal.ended()
                        ? SessionState.RUNNING
                        : session.lost()
                                ? SessionState.LOST
                                : isStarting(parts, instance, session, now) ? SessionState.STARTING : unseen;
        return new SessionInfo(
                session.id(),
                instance.id(),
                instance.branch(),
                session.name(),
                session.type(),
                session.command(),
                state,
                exit,
                Activity.UNKNOWN,
                terminal != null && terminal.attached() > 0,
                session.createdAt(),
                session.lastUsedAt(),
                now);
    }

    /**
     * A terminal makes its log first: where there is none yet, somebody may still be about to start it. A log that is there
     * already, as the session is started again, tells nothing; then the record does. What was recorded in what is the
     * future now, before the clock was set back, has had its time.
     */
    private static boolean isStarting(Parts parts, InstanceRecord instance, SessionRecord session, Instant now) {
        Instant again = session.startingAgain();
        return again != null
                ? isRecent(again, now)
                : isRecent(session.createdAt(), now)
                        && !Files.exists(parts.data().logOf(instance.id(), session.id()), LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isRecent(Instant when, Instant now) {
        return Duration.between(when, now).abs().compareTo(START) < 0;
    }

    /** Reads an exit file, which was written inside: anything but a small number is no exit. */
    public static Optional<ExitStatus> exit(Parts parts, InstanceRecord instance, SessionRecord session) {
        return HostileFiles.head(parts.data().exitOf(instance.id(), session.id(), session.run()), LONGEST_EXIT)
                .map(EXIT::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> Integer.parseInt(matcher.group(1)))
                .filter(code -> code <= 255)
                .map(ExitStatus::new);
    }
}
