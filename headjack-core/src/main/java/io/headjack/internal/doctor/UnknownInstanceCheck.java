package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.RecordCopy;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.instance.DataDirectory;
import io.headjack.internal.instance.HeldInstance;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Instances that are there, whole, and not in the catalog: they are taken up again. */
final class UnknownInstanceCheck implements Check {
    private static final String LOG = ".log";

    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.INSTANCE_UNKNOWN);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        return DataFiles.in(survey.parts().data().privates()).stream()
                .flatMap(each -> DataFiles.instance(DataFiles.name(each)).stream())
                .flatMap(id -> whole(survey, id).stream())
                .map(each -> symptom(survey, each))
                .toList();
    }

    private static Symptom symptom(Survey survey, InstanceRecord instance) {
        return Symptom.of(Drift.INSTANCE_UNKNOWN, instance.id(), instance.worktree())
                .evidence("the instance of branch \"" + instance.branch()
                        + "\" is there, and the catalog does not have it")
                .safe(
                        "take it up into the catalog",
                        held -> adopt(survey.parts().data(), instance, held));
    }

    /** The record of an instance that is whole but for the catalog. */
    static Optional<InstanceRecord> whole(Survey survey, InstanceId id) {
        if (!survey.isUnknown(id)) {
            return Optional.empty();
        }
        return RecordCopy.read(survey.parts().data().recordOf(id))
                .filter(each -> each.id().equals(id) && WorktreeCheck.isThere(each))
                .filter(each -> each.worktree().startsWith(survey.parts().data().worktrees()))
                .filter(each -> survey.find(each.repositoryId(), each.branch()).isEmpty())
                .filter(each -> survey.repository(each)
                        .filter(view -> view.repository().hasWorktree(each.worktree(), each.branch()))
                        .isPresent());
    }

    private static Optional<String> adopt(DataDirectory data, InstanceRecord instance, HeldInstance held) {
        InstanceRecord adopted = instance;
        for (SessionRecord each : sessions(data, instance).toList()) {
            adopted = adopted.add(each);
        }
        held.adopt(adopted);
        return Optional.empty();
    }

    /** Only their logs know of the sessions: names are lost, and the ids stand for them. */
    private static Stream<SessionRecord> sessions(DataDirectory data, InstanceRecord instance) {
        return DataFiles.in(data.logsOf(instance.id())).stream()
                .map(DataFiles::name)
                .filter(name -> name.endsWith(LOG))
                .map(name -> name.substring(0, name.length() - LOG.length()))
                .flatMap(id -> session(id, instance).stream());
    }

    private static Optional<SessionRecord> session(String id, InstanceRecord instance) {
        try {
            return Optional.of(new SessionRecord(
                    new SessionId(id),
                    new SessionName(id),
                    SessionType.COMMAND,
                    List.of("unknown"),
                    instance.createdAt()));
        } catch (InvalidRequestException e) {
            return Optional.empty();
        }
    }

    static boolean isPartOfOne(Survey survey, InstanceId id) {
        return whole(survey, id).isPresent();
    }

    static boolean isWorktreeOfOne(Survey survey, Path worktree) {
        return DataFiles.in(survey.parts().data().privates()).stream()
                .flatMap(each -> DataFiles.instance(DataFiles.name(each)).stream())
                .flatMap(id -> whole(survey, id).stream())
                .anyMatch(each -> each.worktree().equals(worktree));
    }
}
