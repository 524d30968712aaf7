package io.headjack.internal.doctor;

import io.headjack.Drift;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.Boundary;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.SessionStates;
import io.headjack.spi.ContainerInfo;
import io.headjack.spi.ContainerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The containers of instances. The doctor makes and thaws them; it starts none that stood still. */
final class ContainerCheck implements Check {
    @Override
    public Set<Drift> drifts() {
        return Set.of(
                Drift.CONTAINER_MISSING,
                Drift.CONTAINER_RENAMED,
                Drift.CONTAINER_PAUSED,
                Drift.CONTAINER_STOPPED,
                Drift.CONTAINER_OUTDATED);
    }

    @Override
    public List<Symptom> look(Survey survey) {
        List<Symptom> found = new ArrayList<>();
        for (InstanceRecord instance : survey.instances()) {
            if (survey.engine(instance).answers() && !EntryCheck.isNothingLeft(survey, instance)) {
                Optional<ContainerInfo> container = survey.engine(instance).find(instance.id(), instance.container());
                container.ifPresentOrElse(
                        there -> found.addAll(of(survey, instance, there)), () -> found.add(missing(instance)));
            }
        }
        return found;
    }

    private static Symptom missing(InstanceRecord instance) {
        return Symptom.of(Drift.CONTAINER_MISSING, instance.id(), instance.container())
                .evidence("the engine has no container of branch \"" + instance.branch() + "\"")
                .safe("make it again, without starting it", held -> {
                    held.makeContainer();
                    SessionCheck.recordLosses(held);
                    return Optional.empty();
                });
    }

    private static List<Symptom> of(Survey survey, InstanceRecord instance, ContainerInfo container) {
        List<Symptom> found = new ArrayList<>();
        if (!container.name().equals(instance.container())) {
            found.add(Symptom.of(Drift.CONTAINER_RENAMED, instance.id(), instance.container())
                    .evidence("the engine calls it " + container.name())
                    .safe("record that name", held -> rename(held, container)));
        }
        if (container.state() == ContainerState.PAUSED) {
            if (new Boundary(survey.parts().data()).isKnownLost(instance)) {
                // Paused for that, and not to be thawed before it is put back.
                return found;
            }
            found.add(Symptom.of(Drift.CONTAINER_PAUSED, instance.id(), instance.container())
                    .evidence("it is frozen, and its programs with it")
                    .safe("thaw it", held -> thaw(held, container)));
        } else if (container.state() != ContainerState.RUNNING && SessionStates.open(survey.parts(), instance) > 0) {
            found.add(Symptom.of(Drift.CONTAINER_STOPPED, instance.id(), instance.container())
                    .evidence("it does not run, and "
                            + SessionStates.open(survey.parts(), instance)
                            + " of its sessions left no exit code")
                    .safe("record that these sessions are lost; ensure() starts it", SessionCheck::recordLosses));
        }
        if (!survey.parts().containers().fits(instance, container)) {
            found.add(Symptom.of(Drift.CONTAINER_OUTDATED, instance.id(), instance.container())
                    .evidence("it was made for another place or another setting than the catalog says")
                    .destructive(
                            "collect, end its programs, and make it again; what lies only in it goes",
                            ContainerCheck::replace));
        }
        return found;
    }

    private static Optional<String> rename(HeldInstance held, ContainerInfo container) {
        held.step("rename", () -> held.change(each -> each.container(container.name())));
        return Optional.empty();
    }

    private static Optional<String> thaw(HeldInstance held, ContainerInfo container) {
        held.step("unpause", () -> held.world().runtime().unpause(container.id()));
        return Optional.empty();
    }

    static Optional<String> replace(HeldInstance held) {
        held.collect();
        boolean wasUp = held.stop();
        held.removeContainer();
        held.makeContainer();
        SessionCheck.recordLosses(held);
        if (wasUp) {
            held.start();
        }
        return Optional.empty();
    }
}
