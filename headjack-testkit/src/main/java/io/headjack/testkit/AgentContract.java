package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.ScreenMatch;
import io.headjack.spi.ScreenPatterns;
import io.headjack.spi.SpiVersion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AgentProvider} must do, as JUnit tests: an implementer extends this class, says how to make the
 * provider, and adds screens of the real agent.
 *
 * <pre>{@code
 * class ScriptedAgentContractTest extends AgentContract {
 *     @Override
 *     protected AgentProvider provider() {
 *         return new ScriptedAgentProvider();
 *     }
 *
 *     @Override
 *     protected List<AgentScreen> screens() {
 *         return List.of(AgentScreen.waiting("asks for a prompt", "prompt>", "scripted: started\nscripted: prompt> "));
 *     }
 * }
 * }</pre>
 *
 * <p>Nothing is run: that a program is there, and does with its arguments what its profile says, shows in a session.
 */
@DisplayNameGeneration(ContractNames.class)
public abstract class AgentContract {
    private static final String NUL = "\0";

    /** For subclasses. */
    protected AgentContract() {}

    /**
     * Makes the provider.
     *
     * @return a provider
     */
    protected abstract AgentProvider provider();

    /**
     * Returns screens of the agent, recorded from a session of it, with what must be read from them.
     *
     * @return none, where nobody knows how to read its screen
     */
    protected List<AgentScreen> screens() {
        return List.of();
    }

    @Test
    void provider_spiVersion_isThisOne() {
        assertThat(provider().spiVersion()).isEqualTo(SpiVersion.CURRENT);
    }

    @Test
    void provider_serviceLoader_findsIt() {
        assertThat(ServiceLoader.load(AgentProvider.class).stream().map(ServiceLoader.Provider::type))
                .as("named in META-INF/services/" + AgentProvider.class.getName())
                .contains(provider().getClass());
    }

    @Test
    void profile_askedAgain_isTheSame() {
        AgentProvider provider = provider();

        assertThat(provider.profile()).usingRecursiveComparison().isEqualTo(provider.profile());
    }

    @Test
    void profile_words_canStartAProgram() {
        AgentProfile profile = provider().profile();

        assertThat(profile.command().get(0)).as("the program").isNotBlank();
        assertThat(Stream.of(
                                profile.command(),
                                profile.promptArguments(),
                                profile.resumeArguments(),
                                profile.hookArguments())
                        .flatMap(List::stream))
                .allSatisfy(word -> assertThat(word).doesNotContain(NUL));
    }

    @Test
    void profile_environment_canBeSet() {
        assertThat(provider().profile().environment()).allSatisfy((name, value) -> {
            assertThat(name).matches("[A-Za-z_][A-Za-z0-9_]*");
            assertThat(value).doesNotContain(NUL);
        });
    }

    @Test
    void screen_times_areInOrder() {
        ScreenPatterns screen = provider().profile().screen();

        assertThat(screen.idleAfter()).isPositive();
        assertThat(screen.stuckAfter()).isGreaterThan(screen.idleAfter());
        assertThat(screen.stuckAfter()).isLessThan(Duration.ofDays(1));
    }

    /** Whoever controls what is shown must not stop whoever looks. */
    @Test
    void screen_hostileText_isReadInFewSteps() {
        ScreenPatterns screen = provider().profile().screen();

        assertThat(Stream.of(screen.waiting(), screen.working(), screen.idle()).flatMap(List::stream))
                .allSatisfy(pattern -> assertThat(HostileScreens.worst(pattern))
                        .as("a text on which %s takes long", pattern)
                        .isEmpty());
    }

    @Test
    void screen_recordedScreens_areReadAsExpected() {
        ScreenPatterns patterns = provider().profile().screen();

        assertThat(screens()).allSatisfy(screen -> {
            Optional<ScreenMatch> found = patterns.find(screen.lines());
            assertThat(found.map(ScreenMatch::activity)).as(screen.name()).contains(screen.expected());
            screen.question()
                    .ifPresent(question -> assertThat(found.map(ScreenMatch::text))
                            .as("the question of " + screen.name())
                            .contains(question));
        });
    }
}
