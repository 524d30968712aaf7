package io.headjack.internal.configuration;

import io.headjack.CredentialSource;
import io.headjack.internal.credential.Secret;
import io.headjack.spi.AgentProfile;
import java.util.Map;

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
}
