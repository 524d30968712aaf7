package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.headjack.error.HeadjackException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerState;
import io.headjack.spi.RuntimeProcess;
import java.time.Duration;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Stopping, and what it means for the programs inside. */
interface StopContract {
    @Test
    default void stop_programHonoursTerm_isStoppedLongBeforeTheGrace(ContractFixture fixture) {
        ContainerId container = fixture.running();
        Duration grace = fixture.patience().multipliedBy(2);
        fixture.within(fixture.async(() -> {
            fixture.runtime().stop(container, grace);
            return true;
        }));

        assertThat(fixture.state(container)).isEqualTo(ContainerState.STOPPED);
    }

    @Test
    @Needs(ContractFeature.FIRST_PROGRAM)
    default void stop_programIgnoresTerm_isKilledAfterTheGrace(ContractFixture fixture) {
        ContainerId container =
                fixture.running(fixture.spec().command(fixture.programs().ignoreTerm()));
        fixture.runtime().stop(container, Duration.ofSeconds(1));

        assertThat(fixture.state(container)).isEqualTo(ContainerState.STOPPED);
    }

    @Test
    default void stop_stoppedContainer_isLeftAsItIs(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().stop(container, Duration.ofSeconds(5));

        assertThatCode(() -> fixture.runtime().stop(container, Duration.ofSeconds(5)))
                .doesNotThrowAnyException();
        assertThat(fixture.state(container)).isEqualTo(ContainerState.STOPPED);
    }

    @Test
    default void stop_createdContainer_isLeftAsItIs(ContractFixture fixture) {
        ContainerId container = fixture.create();
        fixture.runtime().stop(container, Duration.ofSeconds(5));

        assertThat(fixture.state(container)).isIn(ContainerState.CREATED, ContainerState.STOPPED);
    }

    @Test
    default void stop_runningExec_isEnded(ContractFixture fixture) {
        ContainerId container = fixture.running();
        RuntimeProcess process = fixture.exec(container, fixture.programs().waitForTerm());
        fixture.runtime().stop(container, Duration.ofSeconds(5));

        assertThat(process.await(fixture.patience()).isSuccess()).isFalse();
    }

    @Test
    default void remove_runningExec_waiterIsNotLeftWaiting(ContractFixture fixture) {
        ContainerId container = fixture.running();
        RuntimeProcess process = fixture.exec(container, fixture.programs().waitForTerm());
        Future<String> waiter = fixture.async(() -> endOf(process, fixture.patience()));
        fixture.runtime().remove(container);

        assertThat(fixture.within(waiter)).isEqualTo("ended");
    }

    // The status may be lost with the container; the waiter must know that it is over.
    private static String endOf(RuntimeProcess process, Duration patience) {
        try {
            return process.await(patience).isSuccess() ? "succeeded" : "ended";
        } catch (HeadjackTimeoutException e) {
            return "still waiting";
        } catch (HeadjackException e) {
            return "ended";
        }
    }
}
