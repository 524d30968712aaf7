package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.Finding;
import io.headjack.InstanceId;
import io.headjack.Repair;
import io.headjack.Risk;
import io.headjack.error.HeadjackClosedException;
import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.Journal;
import io.headjack.internal.instance.Operations;
import io.headjack.internal.instance.Parts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Runs the checks, and the repairs of what they find. Thread-safe. */
public final class Checkup {
    /** In the order in which repairs build on each other. */
    private static final List<Check> CHECKS = List.of(
            new EngineCheck(),
            new OperationCheck(),
            new EntryCheck(),
            new RepositoryCheck(),
            new BranchCheck(),
            new WorktreeCheck(),
            new PrivateGitCheck(),
            new BoundaryCheck(),
            new VolumeCheck(),
            new ImageCheck(),
            new ContainerCheck(),
            new SessionCheck(),
            new UnknownInstanceCheck(),
            new UnknownWorktreeCheck(),
            new UnknownContainerCheck(),
            new UnusedImageCheck(),
            new UnknownFilesCheck(),
            new RefsCheck());

    /** Whose lock is held while something is repaired that belongs to no instance. */
    static final InstanceId NOBODY = new InstanceId("doctordoctor");

    private final Parts parts;
    private final Operations operations;

    public Checkup(Parts parts, Operations operations) {
        this.parts = parts;
        this.operations = operations;
    }

    /** Looks at everything. Changes nothing. */
    public List<Finding> scan() {
        Survey survey = Survey.ofAll(parts, operations);
        List<Symptom> symptoms = new ArrayList<>();
        CHECKS.forEach(check -> symptoms.addAll(check.look(survey)));
        // What was made, changed or removed meanwhile is no drift.
        CatalogState now = parts.catalog().read();
        return symptoms.stream()
                .map(Symptom::finding)
                .filter(each ->
                        each.instance().map(id -> isUnchanged(survey, now, id)).orElse(true))
                .sorted(Comparator.comparing(Checkup::group))
                .toList();
    }

    private boolean isUnchanged(Survey survey, CatalogState now, InstanceId instance) {
        return operations.journal(instance) != Journal.State.IN_PROGRESS
                && survey.find(instance).equals(now.find(instance));
    }

    /** Findings about no instance come last. */
    private static String group(Finding finding) {
        return finding.instance().map(InstanceId::value).orElse("~");
    }

    /** Repairs what is still true of the findings, one after the other. */
    public List<Repair> apply(Collection<Finding> findings) {
        return findings.stream().map(this::repair).toList();
    }

    private Repair repair(Finding finding) {
        try {
            return operations.hold(finding.instance().orElse(NOBODY), "doctor", held -> repair(finding, held));
        } catch (HeadjackInterruptedException | HeadjackClosedException e) {
            throw e;
        } catch (HeadjackException e) {
            return new Repair(finding, Repair.Outcome.FAILED, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private Repair repair(Finding finding, HeldInstance held) {
        Optional<Symptom> now = look(finding, held).stream()
                .filter(each -> each.finding().isAboutTheSameAs(finding))
                .findFirst();
        if (now.isEmpty()) {
            return new Repair(finding, Repair.Outcome.GONE_ALREADY, Optional.empty());
        }
        if (finding.risk() == Risk.SAFE && now.get().finding().risk() == Risk.DESTRUCTIVE) {
            return new Repair(
                    finding,
                    Repair.Outcome.FAILED,
                    Optional.of(
                            "it is not safe any more: " + now.get().finding().evidence() + "; scan again"));
        }
        return new Repair(finding, Repair.Outcome.REPAIRED, now.get().cure().apply(held));
    }

    private List<Symptom> look(Finding finding, HeldInstance held) {
        Drift drift = finding.drift();
        // Taking the lock swept up after the dead process: that was the repair, or the most of it.
        Journal.State before = drift == Drift.OPERATION_INTERRUPTED && held.isTakenOver()
                ? Journal.State.LEFT_HALF_WAY
                : Journal.State.NONE;
        Survey survey = finding.instance()
                .map(id -> Survey.ofHeld(parts, operations, id, before))
                .orElseGet(() -> Survey.ofAll(parts, operations));
        return CHECKS.stream()
                .filter(check -> check.drifts().contains(drift))
                .flatMap(check -> check.look(survey).stream())
                .toList();
    }
}
