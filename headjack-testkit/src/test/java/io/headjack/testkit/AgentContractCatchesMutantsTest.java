package io.headjack.testkit;

import static java.util.regex.Pattern.compile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.ScreenPatterns;
import io.headjack.spi.SpiVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Each test of the contract is shown to fail on an agent that is wrong. */
class AgentContractCatchesMutantsTest {
    /** What can go wrong, and the test that must notice. */
    private record Mutant(String name, String killedBy, int version, UnaryOperator<AgentProfile> breaking) {
        static Mutant of(String name, String killedBy, UnaryOperator<AgentProfile> breaking) {
            return new Mutant(name, killedBy, SpiVersion.CURRENT, breaking);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Mutant OLD =
            new Mutant("old", "provider_spiVersion_isThisOne", SpiVersion.CURRENT - 1, profile -> profile);

    private static final List<Mutant> MUTANTS = List.of(
            OLD,
            Mutant.of("in no services file", "provider_serviceLoader_findsIt", profile -> profile),
            Mutant.of(
                    "another each time",
                    "profile_askedAgain_isTheSame",
                    profile -> profile.promptArguments(List.of(Long.toString(System.nanoTime())))),
            Mutant.of(
                    "NUL in a word",
                    "profile_words_canStartAProgram",
                    profile -> profile.resumeArguments(List.of("--resume\0"))),
            Mutant.of(
                    "a name with a blank",
                    "profile_environment_canBeSet",
                    profile -> profile.environment(Map.of("A B", "c"))),
            Mutant.of(
                    "stuck before it is idle",
                    "screen_times_areInOrder",
                    profile -> profile.screen(profile.screen().stuckAfter(Duration.ofSeconds(1)))),
            Mutant.of(
                    "slow",
                    "screen_hostileText_isReadInFewSteps",
                    profile -> profile.screen(ScreenPatterns.NONE.working(List.of(compile("(?s)a.*a.*a.*working"))))),
            Mutant.of(
                    "blind",
                    "screen_recordedScreens_areReadAsExpected",
                    profile -> profile.screen(ScreenPatterns.NONE)),
            Mutant.of(
                    "wrong question",
                    "screen_recordedScreens_areReadAsExpected",
                    profile -> profile.screen(ScreenPatterns.NONE.waiting(List.of(compile("scripted:"))))));

    @ParameterizedTest
    @MethodSource("mutants")
    void contract_mutant_isCaught(Mutant mutant) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(MutatedContract.class, mutant.killedBy))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        MutatedContract.mutant = mutant;
        LauncherFactory.create().execute(request, summary);

        assertThat(summary.getSummary().getTestsFailedCount()).isEqualTo(1);
    }

    static Stream<Mutant> mutants() {
        return MUTANTS.stream();
    }

    @Test
    void contract_everyTest_hasItsMutant() {
        Stream<String> tests = Arrays.stream(AgentContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName());

        assertThat(MUTANTS.stream().map(mutant -> mutant.killedBy).distinct())
                .containsExactlyInAnyOrderElementsOf(tests.toList());
    }

    /** Started by the test only, which says which mutant. */
    static class MutatedContract extends ScriptedAgentContractTest {
        private static Mutant mutant = OLD;

        @Override
        protected AgentProvider provider() {
            return new AgentProvider() {
                @Override
                public int spiVersion() {
                    return mutant.version;
                }

                @Override
                public AgentProfile profile() {
                    return mutant.breaking.apply(ScriptedAgent.profile());
                }
            };
        }
    }
}
