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
import io.headjack.HeadjackEvent.SessionRenamed;
import io.headjack.HeadjackEvent.SessionStarted;
import io.headjack.InstanceId;
import io.headjack.Session;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/** Events as a person reads them: the time, the branch, the session, and what happened. */
final class EventLines {
    private final Headjack headjack;
    private final Map<InstanceId, String> branches = new HashMap<>();

    EventLines(Headjack headjack) {
        this.headjack = headjack;
    }

    String of(HeadjackEvent event) {
        LocalTime time = LocalTime.ofInstant(event.at(), ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS);
        String of = event instanceof OfSession session ? "/" + name(session) : "";
        return time + "  " + branch(event.instance()) + of + "  " + what(event);
    }

    private String branch(InstanceId instance) {
        return branches.computeIfAbsent(
                instance,
                id -> headjack.catalog().entries().stream()
                        .filter(each -> each.id().equals(id))
                        .map(Catalog.Entry::branch)
                        .map(Object::toString)
                        .findFirst()
                        .orElse(id.value()));
    }

    private String name(OfSession event) {
        return headjack.sessions()
                .find(event.session())
                .map(Session::info)
                .map(info -> info.name().value())
                .orElse(event.session().value());
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
                InstanceStarted.class, "started",
                InstanceStopped.class, "stopped",
                InstanceRemoved.class, "removed");
        return words.getOrDefault(event.getClass(), event.toString());
    }
}
