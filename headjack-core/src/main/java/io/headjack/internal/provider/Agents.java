package io.headjack.internal.provider;

import io.headjack.SessionType;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.configuration.Configured;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.AgentProvider;
import io.headjack.spi.ScreenPatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The agents that there are: the built-in profiles, those of providers, which come before a built-in of their id, and over
 * both what is configured.
 */
public final class Agents {
    private static final String BUILT_IN = "agents.yaml";

    private final Map<String, AgentProfile> profiles;

    private Agents(Map<String, AgentProfile> profiles) {
        this.profiles = Map.copyOf(profiles);
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

    public AgentProfile get(String id) {
        AgentProfile profile = profiles.get(id);
        if (profile == null) {
            throw new InvalidRequestException(
                    "invalid agent \"" + id + "\"; known are " + new TreeSet<>(profiles.keySet()));
        }
        return profile;
    }

    /** Finds an agent that may not be there any more. */
    public Optional<AgentProfile> find(SessionType type) {
        return Optional.ofNullable(profiles.get(type.value()));
    }

    /** How to read the screen of what runs in a session; nothing is known of an agent that is not there any more. */
    public ScreenPatterns screenOf(SessionType type) {
        return find(type).map(AgentProfile::screen).orElse(ScreenPatterns.NONE);
    }

    private static ScreenPatterns screen(Fields fields) {
        ScreenPatterns none = ScreenPatterns.NONE;
        return none.waiting(patterns(fields, "waiting"))
                .working(patterns(fields, "working"))
                .idle(patterns(fields, "idle"))
                .idleAfter(Duration.ofSeconds(
                        fields.number("idleAfter", none.idleAfter().toSeconds())))
                .stuckAfter(Duration.ofSeconds(
                        fields.number("stuckAfter", none.stuckAfter().toSeconds())));
    }

    private static List<Pattern> patterns(Fields fields, String name) {
        return fields.texts(name).stream().map(Pattern::compile).toList();
    }

    static Map<String, AgentProfile> builtIn() {
        try (InputStream in = Agents.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the jar");
            }
            Map<String, AgentProfile> profiles = new LinkedHashMap<>();
            Documents.readYaml(in.readAllBytes()).forEach((id, content) -> {
                Fields fields = new Fields(BUILT_IN + "." + id, content);
                profiles.put(
                        id,
                        new AgentProfile(
                                id,
                                fields.texts("command"),
                                fields.texts("promptArguments"),
                                fields.texts("resumeArguments"),
                                fields.texts("hookArguments"),
                                Map.of(),
                                screen(fields)));
            });
            return profiles;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
