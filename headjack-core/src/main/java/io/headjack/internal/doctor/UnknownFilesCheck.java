package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.InstanceId;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.DataDirectory;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.Journal;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files in the data directory that belong to nothing. What could hold work is set aside, not deleted. */
final class UnknownFilesCheck implements Check {
    private static final Duration TEMPORARY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(30);

    @Override
    public Set<Drift> drifts() {
        return Set.of(Drift.PRIVATE_GIT_UNKNOWN, Drift.LOGS_UNKNOWN, Drift.FILE_STRAY, Drift.ASIDE_OLD);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        DataDirectory data = survey.parts().data();
        List<Symptom> found = new ArrayList<>();
        for (Path each : DataFiles.in(data.privates())) {
            ofInstance(survey, each, Drift.PRIVATE_GIT_UNKNOWN)
                    .map(draft -> draft.safe(
                            "set it aside, where it is kept",
                            held -> Optional.of(Aside.move(survey.parts(), held, each, "private"))))
                    .ifPresent(found::add);
        }
        for (Path each : DataFiles.in(data.logs())) {
            ofInstance(survey, each, Drift.LOGS_UNKNOWN)
                    .map(draft -> draft.destructive("delete them", held -> delete(held, each)))
                    .ifPresent(found::add);
        }
        if (survey.isWhole()) {
            general(survey, data, found);
        }
        return found;
    }

    private static Optional<Symptom.Draft> ofInstance(Survey survey, Path path, Drift drift) {
        Optional<InstanceId> id = DataFiles.instance(DataFiles.name(path));
        if (id.isEmpty() || !survey.isUnknown(id.get()) || UnknownInstanceCheck.isPartOfOne(survey, id.get())) {
            return Optional.empty();
        }
        return Optional.of(
                Symptom.of(drift, id.get(), path).evidence("no instance " + id.get() + " is in the catalog"));
    }

    private static void general(Survey survey, DataDirectory data, List<Symptom> found) {
        for (Path directory : List.of(data.operations(), data.privates(), data.logs(), data.run())) {
            for (Path each : DataFiles.in(directory)) {
                if (isStray(survey, directory.equals(data.operations()), each)) {
                    found.add(Symptom.of(Drift.FILE_STRAY, each)
                            .evidence("nothing of Headjack's has this name, or needs it")
                            .safe(
                                    "set it aside, where it is kept",
                                    held -> Optional.of(Aside.move(survey.parts(), held, each, "stray"))));
                }
            }
        }
        for (Path each : DataFiles.in(data.temporary())) {
            if (modified(each).plus(TEMPORARY).isBefore(survey.now())) {
                found.add(Symptom.of(Drift.FILE_STRAY, each)
                        .evidence("it was needed for a moment, and is older than a day")
                        .safe("delete it", held -> delete(held, each)));
            }
        }
        for (Path each : DataFiles.in(data.aside())) {
            if (Aside.time(DataFiles.name(each))
                    .filter(when -> when.plus(KEPT).isBefore(survey.now()))
                    .isPresent()) {
                found.add(Symptom.of(Drift.ASIDE_OLD, each)
                        .evidence("it was set aside more than 30 days ago")
                        .destructive("delete it", held -> delete(held, each)));
            }
        }
    }

    private static boolean isStray(Survey survey, boolean journal, Path file) {
        String name = DataFiles.name(file);
        if (!journal) {
            Optional<InstanceId> id = DataFiles.instance(name);
            return id.isEmpty() || (Files.isDirectory(file) ? false : survey.isUnknown(id.get()));
        }
        Optional<InstanceId> id = name.endsWith(DataFiles.JOURNAL)
                ? DataFiles.instance(name.substring(0, name.length() - DataFiles.JOURNAL.length()))
                : Optional.empty();
        // An empty one that nobody holds was left by a process that died before it wrote anything.
        return id.isEmpty()
                || (survey.journal(id.get()) == Journal.State.NONE
                        && modified(file).plus(TEMPORARY).isBefore(survey.now()));
    }

    /** Something that is gone is not old. */
    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            return Instant.MAX.minus(TEMPORARY);
        }
    }

    private static Optional<String> delete(HeldInstance held, Path path) {
        held.step("delete", () -> {
            try {
                DurableFiles.delete(path);
            } catch (IOException e) {
                throw new OperationFailedException("cannot delete " + path + ": " + e, e);
            }
        });
        return Optional.empty();
    }
}
