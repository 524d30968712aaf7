package io.headjack.internal.configuration;

import io.headjack.spi.AgentProfile;
import java.util.Map;

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
}
