package io.headjack.internal.provider;

import io.headjack.CredentialSource;
import io.headjack.SessionType;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.configuration.Configured;
import io.headjack.internal.configuration.ConfiguredAgents;
import io.headjack.internal.credential.Secret;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.ScreenPatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agents that there are: the built-in profiles, those of providers, which come before a built-in of their id, and over
 * both what is configured.
 */
public final class Agents {
    private static final String BUILT_IN = "agents.yaml";

    private final ConfiguredAgents agents;

    private Agents(ConfiguredAgents agents) {
        this.agents = agents;
    }

    /** Finds the agents; those that the file names are checked with it. */
    public static Agents load(@Nullable ClassLoader loader, Configured configured, Consumer<String> warnings) {
        return new Agents(configured.agents(found(new Services(loader, warnings))));
    }

    static Map<String, AgentProfile> found(Services services) {
        Map<String, AgentProfile> profiles = new LinkedHashMap<>(builtIn());
        services.load(AgentProvider.class, provider -> provider.profile().id(), AgentProvider::spiVersion)
                .forEach((id, provider) -> profiles.put(id, provider.profile()));
        return profiles;
    }

    /** Returns an agent that can be started. */
    public AgentProfile get(String id) {
        return startable(id).orElseThrow(() -> unknown(id));
    }

    /** Returns an agent, also one that cannot be started. */
    public AgentProfile known(String id) {
        return Optional.ofNullable(agents.profiles().get(id)).orElseThrow(() -> unknown(id));
    }

    private InvalidRequestException unknown(String id) {
        return new InvalidRequestException("invalid agent \"" + id + "\"; known are "
                + new TreeSet<>(agents.profiles().keySet()));
    }

    /** Returns all of them, also those that cannot be started, by their ids. */
    public Collection<AgentProfile> all() {
        return new TreeMap<>(agents.profiles()).values();
    }

    /** Says what keeps an agent from being started, if anything does. */
    public Optional<String> problem(String id) {
        return Optional.ofNullable(agents.problems().get(id));
    }

    /** Finds an agent that may not be there any more, but can be started if it is. */
    public Optional<AgentProfile> find(SessionType type) {
        return startable(type.value());
    }

    private Optional<AgentProfile> startable(String id) {
        String problem = agents.problems().get(id);
        if (problem != null) {
            throw new InvalidRequestException("the agent " + id + " cannot be started: " + problem);
        }
        return Optional.ofNullable(agents.profiles().get(id));
    }

    /** How long after a text Enter may come; at once for what is no agent, or not there any more. */
    public Duration enterAfter(SessionType type) {
        AgentProfile profile = agents.profiles().get(type.value());
        return profile == null ? Duration.ZERO : profile.enterAfter();
    }

    /** What is typed to make it end; nothing for what is no agent, or not there any more. */
    public List<String> quitOf(SessionType type) {
        AgentProfile profile = agents.profiles().get(type.value());
        return profile == null ? List.of() : profile.quit();
    }

    /** Returns the secret variables that an agent is given. */
    public Map<String, Secret> secretsOf(String id) {
        return agents.secrets().getOrDefault(id, Map.of());
    }

    /** Returns where somebody said that an agent's credential comes from. */
    public Optional<CredentialSource> credentialOf(String id) {
        return Optional.ofNullable(agents.credentials().get(id));
    }

    /** How to read the screen of what runs in a session; nothing is known of an agent that is not there any more. */
    public ScreenPatterns screenOf(SessionType type) {
        AgentProfile profile = agents.profiles().get(type.value());
        return profile == null ? ScreenPatterns.NONE : profile.screen();
    }

    static Map<String, AgentProfile> builtIn() {
        try (InputStream in = Agents.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the jar");
            }
            return withCredentials(
                    ConfiguredAgents.builtIn(BUILT_IN, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, AgentProfile> withCredentials(Map<String, AgentProfile> profiles) {
        Map<String, AgentProfile> with = new LinkedHashMap<>(profiles);
        CredentialForms.builtIn()
                .forEach((id, forms) -> with.computeIfPresent(id, (key, each) -> each.credentials(forms)));
        return with;
    }
}
