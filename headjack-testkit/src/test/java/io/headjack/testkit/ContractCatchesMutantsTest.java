package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** A test that nothing can fail tests nothing: each test of the contract is shown to fail on a runtime that is wrong. */
class ContractCatchesMutantsTest {
    @ParameterizedTest
    @MethodSource("mutants")
    void contract_mutant_isCaughtByEachTestNamed(Mutant mutant) {
        for (String test : mutant.killedBy()) {
            assertThat(run(MutatedFakeContract.class, test, mutant.name()).getTestsFailedCount())
                    .as("%s fails where %s", test, mutant)
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("tests")
    void contract_nothingBroken_passes(String test) {
        TestExecutionSummary summary = run(MutatedFakeContract.class, test, MutatedFakeContract.SOUND.name());

        assertThat(summary.getFailures())
                .extracting(TestExecutionSummary.Failure::getException)
                .isEmpty();
        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("refusable")
    void contract_missingFeatureNotRefused_isCaught(String test) {
        assertThat(run(CarelessFakeContract.class, test, "").getTestsFailedCount())
                .isEqualTo(1);
    }

    @Test
    void contract_everyTest_hasItsMutant() {
        Set<String> caught = Mutant.all().stream()
                .flatMap(mutant -> mutant.killedBy().stream())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(caught)
                .as("tests of the contract that a mutant fails; a new test needs its mutant")
                .containsExactlyInAnyOrderElementsOf(tests().toList());
    }

    @Test
    void all_mutants_haveNamesOfTheirOwn() {
        assertThat(Mutant.all()).extracting(Mutant::name).doesNotHaveDuplicates();
    }

    static Stream<Mutant> mutants() {
        return Mutant.all().stream();
    }

    static Stream<String> tests() {
        return tests(method -> true);
    }

    static Stream<String> refusable() {
        return tests(method -> method.isAnnotationPresent(Needs.class)
                && method.getAnnotation(Needs.class).refused());
    }

    private static Stream<String> tests(Predicate<Method> accepts) {
        return Arrays.stream(ContainerRuntimeContract.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .filter(accepts)
                .map(Method::getName)
                .distinct();
    }

    private static TestExecutionSummary run(Class<?> contract, String test, String mutant) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(contract, test, ContractFixture.class))
                .configurationParameters(Map.of(MutatedFakeContract.PARAMETER, mutant))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        assertThat(summary.getSummary().getTestsStartedCount())
                .as("%s is a test of the contract", test)
                .isEqualTo(1);
        return summary.getSummary();
    }
}
