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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Each test of the contract is shown to fail on an agent that is wrong. */
class AgentContractCatchesMutantsTest {
    /** What can go wrong, and the test that must notice. */
    private enum Mutant {
        OLD("provider_spiVersion_isThisOne", SpiVersion.CURRENT - 1, profile -> profile),
        UNNAMED("provider_serviceLoader_findsIt", SpiVersion.CURRENT, profile -> profile),
        FICKLE("profile_askedAgain_isTheSame", SpiVersion.CURRENT, Mutant::another),
        NUL_IN_A_WORD(
                "profile_words_canStartAProgram",
                SpiVersion.CURRENT,
                profile -> profile.resumeArguments(List.of("--resume\0"))),
        NAME_WITH_A_BLANK(
                "profile_environment_canBeSet", SpiVersion.CURRENT, profile -> profile.environment(Map.of("A B", "c"))),
        STUCK_BEFORE_IDLE(
                "screen_times_areInOrder",
                SpiVersion.CURRENT,
                profile -> profile.screen(profile.screen().stuckAfter(Duration.ofSeconds(1)))),
        SLOW(
                "screen_hostileText_isReadInFewSteps",
                SpiVersion.CURRENT,
                profile -> profile.screen(ScreenPatterns.NONE.working(List.of(compile("(?s)a.*a.*a.*working"))))),
        BLIND(
                "screen_recordedScreens_areReadAsExpected",
                SpiVersion.CURRENT,
                profile -> profile.screen(ScreenPatterns.NONE)),
        WRONG_QUESTION(
                "screen_recordedScreens_areReadAsExpected",
                SpiVersion.CURRENT,
                profile -> profile.screen(ScreenPatterns.NONE.waiting(List.of(compile("scripted:")))));

        private final String killedBy;
        private final int version;
        private final UnaryOperator<AgentProfile> breaking;

        Mutant(String killedBy, int version, UnaryOperator<AgentProfile> breaking) {
            this.killedBy = killedBy;
            this.version = version;
            this.breaking = breaking;
        }

        private static AgentProfile another(AgentProfile profile) {
            return profile.promptArguments(List.of(Long.toString(System.nanoTime())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void contract_mutant_isCaught(Mutant mutant) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(MutatedContract.class, mutant.killedBy))
                .build();
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        MutatedContract.mutant = mutant;
        LauncherFactory.create().execute(request, summary);

        assertThat(summary.getSummary().getTestsFailedCount()).isEqualTo(1);
    }

    @Test
    void contract_everyTest_hasItsMutant() {
        Stream<String> tests = Arrays.stream(AgentContract.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName());

        assertThat(Arrays.stream(Mutant.values()).map(mutant -> mutant.killedBy).distinct())
                .containsExactlyInAnyOrderElementsOf(tests.toList());
    }

    /** Started by the test only, which says which mutant. */
    static class MutatedContract extends ScriptedAgentContractTest {
        private static Mutant mutant = Mutant.OLD;

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
