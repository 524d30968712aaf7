package io.headjack.examples.hjk;

import io.headjack.Catalog;
import io.headjack.Headjack;
import io.headjack.HeadjackEvent;
import io.headjack.HeadjackEvent.ActivityChanged;
import io.headjack.HeadjackEvent.InstanceDrifted;
import io.headjack.HeadjackEvent.InstanceRemoved;
import io.headjack.HeadjackEvent.InstanceStarted;
import io.headjack.HeadjackEvent.InstanceStopped;
import io.headjack.HeadjackEvent.OfSession;
import io.headjack.HeadjackEvent.OutputSeen;
import io.headjack.HeadjackEvent.SessionExited;
import io.headjack.HeadjackEvent.SessionLost;
import io.headjack.HeadjackEvent.SessionRemoved;
import io.headjack.HeadjackEvent.SessionRenamed;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.error.HeadjackException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Events as a person reads them: the time, the branch, the session, and what happened. */
final class EventLines {
    private final Headjack headjack;
    private final Map<InstanceId, String> branches = new HashMap<>();
    /** Asked for once each: asking looks at the session's screen, and some print many times a second. */
    private final Map<SessionId, String> names = new HashMap<>();

    EventLines(Headjack headjack) {
        this.headjack = headjack;
    }

    String of(HeadjackEvent event) {
        LocalTime time = LocalTime.ofInstant(event.at(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS);
        String of = event instanceof OfSession session ? "/" + name(session) : "";
        return time + "  " + branch(event.instance()) + of + "  " + what(event);
    }

    private String branch(InstanceId instance) {
        return named(
                        branches,
                        instance,
                        id -> headjack.catalog().entries().stream()
                                .filter(each -> each.id().equals(id))
                                .map(Catalog.Entry::branch)
                                .map(Object::toString)
                                .findFirst())
                .orElse(instance.value());
    }

    private String name(OfSession event) {
        if (event instanceof SessionRenamed renamed) {
            String before = names.put(event.session(), renamed.name().value());
            return before == null ? renamed.name().value() : before;
        }
        return named(
                        names,
                        event.session(),
                        id -> headjack.sessions()
                                .find(id)
                                .map(session -> session.info().name().value()))
                .orElse(event.session().value());
    }

    /** What is gone, or cannot be asked now, has none. */
    private static <T> Optional<String> named(Map<T, String> known, T id, Function<T, Optional<String>> question) {
        Optional<String> name = Optional.ofNullable(known.get(id));
        if (name.isEmpty()) {
            try {
                name = question.apply(id);
            } catch (HeadjackException e) {
                return Optional.empty();
            }
            name.ifPresent(found -> known.put(id, found));
        }
        return name;
    }

    private static String what(HeadjackEvent event) {
        if (event instanceof SessionExited exited) {
            return "exited (" + exited.exit() + ")";
        }
        if (event instanceof ActivityChanged changed) {
            return Status.of(changed.activity().activity())
                    + changed.activity().question().map(asked -> ": " + asked).orElse("");
        }
        if (event instanceof OutputSeen seen) {
            return "output, " + seen.logSize() + " bytes in its log";
        }
        if (event instanceof SessionRenamed renamed) {
            return "has this name now: " + renamed.name();
        }
        if (event instanceof InstanceDrifted drifted) {
            return "drifted: " + drifted.problem();
        }
        Map<Class<?>, String> words = Map.of(
                SessionStarted.class, "started",
                SessionLost.class, "lost",
                SessionRemoved.class, "removed",
                InstanceStarted.class, "started",
                InstanceStopped.class, "stopped",
                InstanceRemoved.class, "removed");
        return words.getOrDefault(event.getClass(), event.toString());
    }
}
