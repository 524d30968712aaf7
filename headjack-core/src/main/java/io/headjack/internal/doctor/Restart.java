package io.headjack.internal.doctor;

import io.headjack.Risk;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.SessionStates;
import io.headjack.spi.ContainerState;

/** What a repair puts at risk for which the container has to be stopped. */
final class Restart {
    private Restart() {}

    static Risk risk(Survey survey, InstanceRecord instance) {
        boolean stopped = survey.engine(instance).of(instance.id()).stream()
                .allMatch(each -> each.state() == ContainerState.STOPPED || each.state() == ContainerState.CREATED);
        boolean idle = stopped || SessionStates.open(survey.parts(), instance) == 0;
        return survey.engine(instance).answers() && idle ? Risk.SAFE : Risk.DESTRUCTIVE;
    }
}
