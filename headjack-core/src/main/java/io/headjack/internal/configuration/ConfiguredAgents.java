package io.headjack.internal.configuration;

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
 * @param problems why some of them cannot be started, by id
 */
public record ConfiguredAgents(Map<String, AgentProfile> profiles, Map<String, String> problems) {
    public ConfiguredAgents {
        profiles = Map.copyOf(profiles);
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
        Map<String, String> problems = new LinkedHashMap<>();
        Set<String> ids = new LinkedHashSet<>();
        file.values().keySet().stream()
                .filter(key -> key.startsWith(Key.AGENTS + "."))
                .forEach(key -> ids.add(key.split("\\.")[1]));
        ids.forEach(id -> agents.put(
                id,
                new ConfiguredAgent(id, file, values).over(known, problem -> problems.putIfAbsent(id, problem))));
        return new ConfiguredAgents(agents, problems);
    }
}
