package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.NotFoundException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ContainerState;
import io.headjack.spi.ExecSpec;
import io.headjack.spi.RuntimeInfo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Making, starting, stopping and removing. */
interface LifeCycleContract {
    @Test
    default void info_engine_tellsWhoItIs(ContractFixture fixture) {
        RuntimeInfo info = fixture.runtime().info();

        assertThat(info.id()).isEqualTo(fixture.runtime().id()).matches("[a-z][a-z0-9-]{0,31}");
        assertThat(info.engineId())
                .isNotBlank()
                .isEqualTo(fixture.reconnect().info().engineId());
    }

    @Test
    default void create_container_isNotStarted(ContractFixture fixture) {
        assertThat(fixture.state(fixture.create())).isEqualTo(ContainerState.CREATED);
    }

    @Test
    default void start_createdContainer_runs(ContractFixture fixture) {
        assertThat(fixture.state(fixture.running())).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void start_runningContainer_isLeftAsItIs(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().start(container);

        assertThat(fixture.state(container)).isEqualTo(ContainerState.RUNNING);
    }

    @Test
    default void start_stoppedContainer_runsWithItsFiles(ContractFixture fixture) {
        ContainerId container = fixture.running();
        byte[] text = "kept".getBytes(StandardCharsets.UTF_8);
        String file = fixture.fileInside("kept.txt");
        fixture.run(container, ExecSpec.of(fixture.programs().writeFile(file)), text);
        fixture.runtime().stop(container, Duration.ofSeconds(5));
        fixture.runtime().start(container);

        assertThat(fixture.state(container)).isEqualTo(ContainerState.RUNNING);
        assertThat(fixture.run(container, fixture.programs().readFile(file)).out())
                .isEqualTo("kept");
    }

    @Test
    @Needs(ContractFeature.FIRST_PROGRAM)
    default void start_firstProgramEnds_containerIsStopped(ContractFixture fixture) {
        ContainerId container =
                fixture.running(fixture.spec().command(fixture.programs().exitWith(0)));

        fixture.eventually("stopped", () -> fixture.state(container) == ContainerState.STOPPED);
    }

    @Test
    default void start_unknownContainer_isNotFound(ContractFixture fixture) {
        ContainerId unknown = new ContainerId(fixture.name());

        assertThatThrownBy(() -> fixture.runtime().start(unknown)).isInstanceOf(NotFoundException.class);
    }

    @Test
    default void remove_runningContainer_isGone(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().remove(container);

        assertThat(fixture.runtime().find(container.value())).isEmpty();
    }

    @Test
    default void remove_createdContainer_isGone(ContractFixture fixture) {
        ContainerId container = fixture.create();
        fixture.runtime().remove(container);

        assertThat(fixture.runtime().find(container.value())).isEmpty();
    }

    @Test
    default void remove_absentContainer_isNoError(ContractFixture fixture) {
        ContainerId container = fixture.create();
        fixture.runtime().remove(container);

        assertThatCode(() -> fixture.runtime().remove(container)).doesNotThrowAnyException();
    }

    @Test
    default void close_runningContainer_goesOn(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().close();

        try (var another = fixture.reconnect()) {
            assertThat(another.find(container.value()))
                    .get()
                    .extracting(found -> found.state())
                    .isEqualTo(ContainerState.RUNNING);
        }
    }
}
