package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.error.OperationFailedException;
import io.headjack.spi.ContainerId;
import io.headjack.spi.ExecSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Starting programs: what they get, and how they end. */
interface ExecContract {
    /** Every character that a shell, an engine's interface or a header might take for its own. */
    String ODD = "a b  \"c\" 'd' \\ $HOME `e` ; & | > * ~ é 漢 \t\n%s --f=1,2";

    @Test
    default void exec_exitCode_isReported(ContractFixture fixture) {
        ContainerId container = fixture.running();

        for (int code : new int[] {0, 1, 3, 255}) {
            assertThat(fixture.run(container, fixture.programs().exitWith(code)).code())
                    .isEqualTo(code);
        }
    }

    @Test
    default void exec_endedBySignal_is128PlusTheSignal(ContractFixture fixture) {
        ContainerId container = fixture.running();

        assertThat(fixture.run(container, fixture.programs().endByTerm()).code())
                .isEqualTo(128 + 15);
    }

    @Test
    default void exec_arguments_arriveAsTheyAre(ContractFixture fixture) {
        List<String> words = List.of("one", "", ODD, "-n", "--", "last");
        Outcome outcome = fixture.run(fixture.running(), fixture.programs().printArguments(words));

        assertThat(outcome.out()).isEqualTo(String.join("\0", words) + "\0");
    }

    @Test
    default void exec_environmentOfContainer_isSeen(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().environment(Map.of("HEADJACK_CONTRACT", ODD)));

        assertThat(fixture.run(container, fixture.programs().printVariable("HEADJACK_CONTRACT"))
                        .out())
                .isEqualTo(ODD);
    }

    @Test
    default void exec_environmentOfExec_comesOnTop(ContractFixture fixture) {
        ContainerId container = fixture.running(
                fixture.spec().environment(Map.of("HEADJACK_A", "container", "HEADJACK_B", "container")));
        Map<String, String> own = Map.of("HEADJACK_B", ODD);

        assertThat(fixture.run(container, exec(fixture.programs().printVariable("HEADJACK_A"), own))
                        .out())
                .isEqualTo("container");
        assertThat(fixture.run(container, exec(fixture.programs().printVariable("HEADJACK_B"), own))
                        .out())
                .isEqualTo(ODD);
    }

    @Test
    default void exec_workingDirectoryOfContainer_isTheDefault(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().workingDirectory(fixture.directoryInside()));

        assertThat(fixture.run(container, fixture.programs().printDirectory()).out())
                .isEqualTo(fixture.directoryInside() + "\n");
    }

    @Test
    default void exec_workingDirectoryOfExec_comesFirst(ContractFixture fixture) {
        ContainerId container = fixture.running(fixture.spec().workingDirectory("/"));
        ExecSpec spec = ExecSpec.of(fixture.programs().printDirectory()).workingDirectory(fixture.directoryInside());

        assertThat(fixture.run(container, spec).out()).isEqualTo(fixture.directoryInside() + "\n");
    }

    @Test
    default void exec_manyAtOnce_areKeptApart(ContractFixture fixture) {
        ContainerId container = fixture.running();
        List<Future<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            byte[] input = (i + " ").repeat(20_000).getBytes(StandardCharsets.UTF_8);
            outcomes.add(fixture.async(
                    () -> fixture.run(container, ExecSpec.of(fixture.programs().copyInput()), input)));
        }

        for (int i = 0; i < 16; i++) {
            assertThat(fixture.within(outcomes.get(i)).out()).isEqualTo((i + " ").repeat(20_000));
        }
    }

    @Test
    default void exec_unknownProgram_fails(ContractFixture fixture) {
        ContainerId container = fixture.running();

        assertThat(codeOrRefusal(fixture, container, List.of("headjack-no-such-program")))
                .isIn(126, 127);
    }

    @Test
    default void exec_unknownContainer_isNotFound(ContractFixture fixture) {
        ContainerId unknown = new ContainerId(fixture.name());

        assertThatThrownBy(() -> fixture.exec(unknown, fixture.programs().copyInput()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    default void exec_stoppedContainer_isConflict(ContractFixture fixture) {
        ContainerId container = fixture.running();
        fixture.runtime().stop(container, Duration.ofSeconds(5));

        assertThatThrownBy(() -> fixture.exec(container, fixture.programs().copyInput()))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    default void execCommand_program_isNamedWithItsArguments(ContractFixture fixture) {
        List<String> command = fixture.programs().printArguments(List.of("one", ODD));

        assertThat(fixture.runtime().execCommand(fixture.running(), ExecSpec.of(command)))
                .containsSubsequence(command)
                .hasSizeGreaterThan(command.size());
    }

    private static ExecSpec exec(List<String> command, Map<String, String> environment) {
        return ExecSpec.of(command).environment(environment);
    }

    // Some engines notice before the start, others after it.
    private static int codeOrRefusal(ContractFixture fixture, ContainerId container, List<String> command) {
        try {
            return fixture.run(container, command).code();
        } catch (OperationFailedException e) {
            return 127;
        }
    }
}
