package io.headjack.internal.tmux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.headjack.testkit.MultiplexerContract;
import io.headjack.testkit.RequiresTool;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A test that nothing can fail tests nothing: each test of the contract is shown to fail on a tmux that is wrong. */
@RequiresTool({"tmux", "setsid"})
class TmuxContractCatchesMutantsIT {
    private static final List<String> SOME =
            List.of("exit code lies elsewhere", "kill takes the first that begins so", "anybody may type");

    @Tag("long")
    @ParameterizedTest
    @MethodSource("others")
    void contract_mutant_isCaughtByEachTestNamed(TmuxMutant mutant) {
        assertCaught(mutant);
    }

    @ParameterizedTest
    @MethodSource("some")
    void contract_someMutants_areCaughtByEachTestNamed(TmuxMutant mutant) {
        assertCaught(mutant);
    }

    @Test
    void contract_everyTest_hasItsMutant() {
        assertThat(TmuxMutant.all().stream()
                        .flatMap(mutant -> mutant.killedBy().stream())
                        .distinct())
                .as("tests of the contract that a mutant fails; a new test needs its mutant")
                .containsExactlyInAnyOrderElementsOf(
                        tests().map(Method::getName).toList());
    }

    @Test
    void all_mutants_haveNamesOfTheirOwn() {
        assertThat(TmuxMutant.all())
                .extracting(TmuxMutant::name)
                .doesNotHaveDuplicates()
                .containsAll(SOME);
    }

    static Stream<TmuxMutant> some() {
        return TmuxMutant.all().stream().filter(mutant -> SOME.contains(mutant.name()));
    }

    static Stream<TmuxMutant> others() {
        return TmuxMutant.all().stream().filter(mutant -> !SOME.contains(mutant.name()));
    }

    private static Stream<Method> tests() {
        return Arrays.stream(MultiplexerContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private static void assertCaught(TmuxMutant mutant) {
        for (String test : mutant.killedBy()) {
            assertThat(run(test, mutant).getTestsFailedCount())
                    .as("%s fails where %s", test, mutant)
                    .isEqualTo(1);
        }
    }

    private static TestExecutionSummary run(String test, TmuxMutant mutant) {
        Class<?>[] parameters = tests().filter(method -> method.getName().equals(test))
                .findFirst()
                .orElseThrow()
                .getParameterTypes();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(MutatedTmuxContract.class, test, parameters))
                .configurationParameters(Map.of(MutatedTmuxContract.PARAMETER, mutant.name()))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        return summary.getSummary();
    }
}
