package io.headjack;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of an agent's credential; never the credential itself.
 *
 * @param agent the agent's id
 * @param kind what it is; empty where there is none
 * @param source where it is, such as {@code the variable OPENAI_API_KEY}; empty where there is none
 * @param problem what is wrong with it and what to do; a session of the agent does not start then
 * @param expiresAt when it ends, where that is known
 */
public record CredentialStatus(
        String agent,
        Optional<CredentialKind> kind,
        Optional<String> source,
        Optional<String> problem,
        Optional<Instant> expiresAt) {
    /**
     * Tells whether a session of the agent gets one.
     *
     * @return whether there is one, and nothing is known to be wrong with it
     */
    public boolean isUsable() {
        return kind.isPresent() && problem.isEmpty();
    }
}
