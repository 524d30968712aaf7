package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.error.HeadjackException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import io.headjack.spi.ContainerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sessions whose terminals are gone from an instance that runs. Their logs stay. */
final class SessionCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.SESSION_LOST, Drift.MULTIPLEXER_LOST);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (InstanceRecord instance : survey.instances()) {
            boolean runs = survey.engine(instance).find(instance.id(), instance.container()).stream()
                    .anyMatch(each -> each.state() == ContainerState.RUNNING
                            && each.name().equals(instance.container()));
            if (runs && SessionStates.open(survey.parts(), instance) > 0) {
                found.addAll(symptoms(survey.parts(), instance));
            }
        }
        return found;
    }

    private static List<Symptom> symptoms(Parts parts, InstanceRecord instance) {
        World world = parts.world(instance);
        List<SessionInfo> sessions;
        try {
            sessions = SessionStates.of(parts, world);
            if (lost(instance, sessions).isEmpty()) {
                return List.of();
            }
            // A terminal that was being made at the first look is there at the second.
            sessions = SessionStates.of(parts, world);
        } catch (HeadjackException e) {
            return List.of(Symptom.of(Drift.MULTIPLEXER_LOST, instance.id(), instance.container())
                    .evidence("its multiplexer does not answer: " + e.getMessage())
                    .untreated());
        }
        List<SessionInfo> lost = lost(instance, sessions);
        boolean anyAlive = sessions.stream().anyMatch(each -> each.state() == SessionState.RUNNING);
        if (lost.size() > 1 && !anyAlive) {
            return List.of(Symptom.of(Drift.MULTIPLEXER_LOST, instance.id(), instance.container())
                    .evidence("none of its " + lost.size() + " sessions has a terminal any more")
                    .safe("record that these sessions are lost", SessionCheck::recordLosses));
        }
        return lost.stream()
                .map(each -> Symptom.of(Drift.SESSION_LOST, instance.id(), each.id())
                        .evidence("the terminal of session \"" + each.name() + "\" ended without leaving an exit code")
                        .safe("record that it is lost", SessionCheck::recordLosses))
                .toList();
    }

    private static List<SessionInfo> lost(InstanceRecord instance, List<SessionInfo> sessions) {
        return sessions.stream()
                .filter(each -> each.state() == SessionState.LOST && !isRecorded(instance, each.id()))
                .toList();
    }

    private static boolean isRecorded(InstanceRecord instance, SessionId session) {
        return instance.session(session).filter(each -> each.lost()).isPresent();
    }

    /** Has the record say of each session that is lost that it is. */
    static Optional<String> recordLosses(HeldInstance held) {
        held.recordLosses();
        return Optional.empty();
    }
}
