package io.headjack.internal.credential;

import io.headjack.CredentialKind;
import io.headjack.spi.AgentCredential;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A credential that was found.
 *
 * @param kind what it is
 * @param source where it was, in words
 * @param variables what it becomes in the environment of its agent
 * @param files what it becomes in the home of its agent
 * @param settings what must be in other files there, which may tell a part of it
 * @param expiresAt when it ends, where that is known
 * @param ofThisHome whether the agent would find it by itself, were its home that of this host
 */
public record FoundCredential(
        CredentialKind kind,
        String source,
        Map<String, Secret> variables,
        List<SecretFile> files,
        Map<String, Secret> settings,
        Optional<Instant> expiresAt,
        boolean ofThisHome) {
    public FoundCredential {
        variables = Map.copyOf(variables);
        files = List.copyOf(files);
        settings = Map.copyOf(settings);
    }

    /** One of which no more than this is known yet. */
    static FoundCredential unread(CredentialKind kind, String source) {
        return new FoundCredential(kind, source, Map.of(), List.of(), Map.of(), Optional.empty(), false);
    }

    /**
     * One that is a token.
     *
     * @param variables what it becomes in the environment
     * @param token the first of them
     */
    static FoundCredential token(AgentCredential form, String source, Map<String, Secret> variables, Secret token) {
        TokenPlaces places = new TokenPlaces(form, token);
        return new FoundCredential(
                form.kind(), source, variables, places.files(), places.settings(), Optional.empty(), false);
    }
}
