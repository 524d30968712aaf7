package io.headjack.internal.credential;

import io.headjack.CredentialKind;
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
 * @param expiresAt when it ends, where that is known
 * @param ofThisHome whether the agent would find it by itself, were its home that of this host
 */
public record FoundCredential(
        CredentialKind kind,
        String source,
        Map<String, Secret> variables,
        List<SecretFile> files,
        Optional<Instant> expiresAt,
        boolean ofThisHome) {
    public FoundCredential {
        variables = Map.copyOf(variables);
        files = List.copyOf(files);
    }

    /** One of which no more than this is known yet. */
    static FoundCredential unread(CredentialKind kind, String source) {
        return new FoundCredential(kind, source, Map.of(), List.of(), Optional.empty(), false);
    }

    static FoundCredential variables(CredentialKind kind, String source, Map<String, Secret> variables) {
        return new FoundCredential(kind, source, variables, List.of(), Optional.empty(), false);
    }
}
