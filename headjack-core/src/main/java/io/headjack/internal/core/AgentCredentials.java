package io.headjack.internal.core;

import io.headjack.CredentialSource;
import io.headjack.CredentialStatus;
import io.headjack.Credentials;
import io.headjack.SessionType;
import io.headjack.error.CredentialException;
import io.headjack.internal.credential.CredentialFinder;
import io.headjack.internal.credential.CredentialWish;
import io.headjack.internal.credential.FoundCredential;
import io.headjack.internal.credential.Secret;
import io.headjack.internal.credential.SecretFile;
import io.headjack.internal.provider.Agents;
import io.headjack.spi.AgentProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The credentials of the agents that there are. */
final class AgentCredentials implements Credentials {
    private final Agents agents;
    private final CredentialFinder finder;
    private final Lifecycle lifecycle;

    AgentCredentials(Agents agents, CredentialFinder finder, Lifecycle lifecycle) {
        this.agents = agents;
        this.finder = finder;
        this.lifecycle = lifecycle;
    }

    @Override
    public CredentialStatus status(String agent) {
        lifecycle.checkOpen();
        CredentialWish wish = wish(agents.get(agent), Map.of());
        try {
            return status(agent, finder.look(wish));
        } catch (CredentialException e) {
            return new CredentialStatus(
                    agent,
                    wish.source().kind(),
                    Optional.empty(),
                    Optional.ofNullable(e.getMessage()),
                    Optional.empty());
        }
    }

    @Override
    public CredentialStatus check(String agent) {
        lifecycle.checkOpen();
        return status(agent, finder.find(wish(agents.get(agent), Map.of())));
    }

    private static CredentialStatus status(String agent, Optional<FoundCredential> found) {
        return new CredentialStatus(
                agent,
                found.map(FoundCredential::kind),
                found.map(FoundCredential::source),
                Optional.empty(),
                found.flatMap(FoundCredential::expiresAt));
    }

    /**
     * Returns what a session is given that nobody else may see.
     *
     * @param given variables that it has anyway, which come before all others
     * @param ownHome whether its home is one of its own, and not that of this host
     */
    SecretGrant grant(SessionType type, Map<String, String> given, boolean ownHome) {
        Optional<AgentProfile> profile = type.isAgent() ? agents.find(type) : Optional.empty();
        if (profile.isEmpty()) {
            return SecretGrant.NONE;
        }
        Map<String, Secret> variables = new HashMap<>(agents.secretsOf(type.value()));
        Optional<FoundCredential> found =
                finder.find(wish(profile.get(), given)).filter(each -> ownHome || !each.ofThisHome());
        List<SecretFile> files = found.map(FoundCredential::files).orElse(List.of());
        // An agent with both takes the file; without a home of its own the variable is what there is.
        found.filter(each -> files.isEmpty() || !ownHome).ifPresent(each -> variables.putAll(each.variables()));
        variables.keySet().removeAll(given.keySet());
        boolean inFilesAlone = found.filter(each -> each.variables().isEmpty()).isPresent();
        if (!ownHome && !files.isEmpty() && inFilesAlone) {
            throw new CredentialException("the credential of " + type + " cannot be used: it is the file ~/"
                    + files.get(0).path()
                    + ", and without a container that is the one of this host, which is left alone;"
                    + " log in with " + type + " on this host, and choose the source file");
        }
        return new SecretGrant(
                variables,
                ownHome ? files : List.of(),
                found.map(FoundCredential::settings).orElse(Map.of()));
    }

    private CredentialWish wish(AgentProfile profile, Map<String, String> given) {
        Map<String, Secret> variables = new HashMap<>(agents.secretsOf(profile.id()));
        given.forEach((name, value) -> variables.put(name, new Secret(value)));
        Optional<CredentialSource> chosen = agents.credentialOf(profile.id());
        return new CredentialWish(
                profile.id(),
                profile.credentials(),
                chosen.orElseGet(CredentialSource::any),
                chosen.isPresent(),
                variables);
    }

    @Override
    public String toString() {
        return "Credentials";
    }
}
