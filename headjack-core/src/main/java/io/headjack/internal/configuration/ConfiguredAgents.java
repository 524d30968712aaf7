package io.headjack.internal.configuration;

import io.headjack.CredentialSource;
import io.headjack.internal.credential.Secret;
import io.headjack.internal.os.Environment;
import io.headjack.spi.AgentProfile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The agents with what the file says of them.
 *
 * @param profiles all of them, by id
 * @param secrets the variables of each that nobody else may see, by id
 * @param credentials where somebody said that their credentials come from, by id
 * @param problems why some of them cannot be started, by id
 */
public record ConfiguredAgents(
        Map<String, AgentProfile> profiles,
        Map<String, Map<String, Secret>> secrets,
        Map<String, CredentialSource> credentials,
        Map<String, String> problems) {
    public ConfiguredAgents {
        profiles = Map.copyOf(profiles);
        secrets = Map.copyOf(secrets);
        credentials = Map.copyOf(credentials);
        problems = Map.copyOf(problems);
    }

    /**
     * Reads agents from a text of the same form as the file, with the section for agents alone.
     *
     * @param name what messages call it
     */
    public static Map<String, AgentProfile> builtIn(String name, String text) {
        ConfigurationFile file = ConfigurationFile.parse(Path.of(name), text);
        Values values = new Values(file, new Expansion(new Environment(Map.of())));
        return over(Map.of(), file, values).profiles();
    }

    static ConfiguredAgents over(Map<String, AgentProfile> known, ConfigurationFile file, Values values) {
        Map<String, AgentProfile> agents = new LinkedHashMap<>(known);
        Map<String, Map<String, Secret>> secrets = new LinkedHashMap<>();
        Map<String, CredentialSource> sources = new LinkedHashMap<>();
        Map<String, String> problems = new LinkedHashMap<>();
        Set<String> ids = new LinkedHashSet<>();
        file.values().keySet().stream()
                .filter(key -> key.startsWith(Key.AGENTS + "."))
                .forEach(key -> ids.add(key.split("\\.")[1]));
        ids.forEach(id -> {
            ConfiguredAgent agent = new ConfiguredAgent(id, file, values);
            AgentProfile profile = agent.over(known, problem -> problems.putIfAbsent(id, problem));
            agents.put(id, profile);
            secrets.put(id, agent.secrets(profile));
            new ConfiguredCredential(id, file, values).source().ifPresent(source -> sources.put(id, source));
        });
        return new ConfiguredAgents(agents, secrets, sources, problems);
    }

    /** Returns them with what somebody gave beside the file, which comes before that. */
    ConfiguredAgents from(Map<String, CredentialSource> given) {
        Map<String, CredentialSource> sources = new LinkedHashMap<>(credentials);
        sources.putAll(given);
        return new ConfiguredAgents(profiles, secrets, sources, problems);
    }
}
