package io.headjack.internal.configuration;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.CredentialSource.Place;
import io.headjack.error.InvalidRequestException;
import io.headjack.spi.AgentCredential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the file says of one agent's credential. */
final class ConfiguredCredential {
    private static final Map<String, CredentialKind> KINDS =
            Map.of("subscription", CredentialKind.SUBSCRIPTION, "api_key", CredentialKind.API_KEY);
    private static final Map<String, Place> PLACES =
            Map.of("environment", Place.ENVIRONMENT, "file", Place.FILE, "none", Place.NOWHERE);

    private final String id;
    private final ConfigurationFile file;
    private final Values values;

    ConfiguredCredential(String id, ConfigurationFile file, Values values) {
        this.id = id;
        this.file = file;
        this.values = values;
    }

    /** Returns the forms that it takes: variables that are said to hold an API key come in the place of those that are known. */
    List<AgentCredential> over(List<AgentCredential> known) {
        String key = Key.AGENT_CREDENTIAL_VARIABLES.of(id);
        List<String> variables = values.words(key).orElse(List.of());
        if (variables.isEmpty()) {
            return known;
        }
        List<AgentCredential> forms = new ArrayList<>();
        try {
            forms.add(new AgentCredential(CredentialKind.API_KEY, variables, List.of(), settings(known)));
        } catch (IllegalArgumentException e) {
            throw file.wrong(
                    file.find(key).orElseThrow(),
                    key,
                    "must be names of variables: letters, digits and underscores, no digit first, was " + variables);
        }
        known.stream()
                .filter(form ->
                        form.kind() != CredentialKind.API_KEY || !form.files().isEmpty())
                .forEach(forms::add);
        return forms;
    }

    /** What the agent has to be told of an API key it has to be told also if that is in another variable. */
    private static Map<String, String> settings(List<AgentCredential> known) {
        return known.stream()
                .filter(form -> form.kind() == CredentialKind.API_KEY)
                .findFirst()
                .map(AgentCredential::settings)
                .orElse(Map.of());
    }

    /** Returns whether it can be used without one, if that is said. */
    Optional<Boolean> optional() {
        return values.flag(Key.AGENT_CREDENTIAL_OPTIONAL.of(id));
    }

    /** Returns where it comes from, if that is said. */
    Optional<CredentialSource> source() {
        Optional<CredentialKind> kind = values.choice(Key.AGENT_CREDENTIAL_KIND.of(id), KINDS);
        Optional<Place> place = values.choice(Key.AGENT_CREDENTIAL_SOURCE.of(id), PLACES);
        String key = Key.AGENT_CREDENTIAL_COMMAND.of(id);
        List<String> command = values.literals(key).orElse(List.of());
        if (command.isEmpty() && place.isEmpty() && kind.isEmpty()) {
            return Optional.empty();
        }
        if (!command.isEmpty() && place.isPresent()) {
            throw file.wrong(
                    file.find(key).orElseThrow(), key, "is a source of its own; leave out credential.source or this");
        }
        CredentialSource source = command.isEmpty() ? of(place.orElse(Place.ANY)) : of(key, command);
        return Optional.of(kind.map(source::kind).orElse(source));
    }

    private CredentialSource of(String key, List<String> command) {
        try {
            return CredentialSource.command(command);
        } catch (InvalidRequestException e) {
            throw file.wrong(
                    file.find(key).orElseThrow(), key, "must name a program, such as [pass, show, " + id + "]");
        }
    }

    private static CredentialSource of(Place place) {
        return switch (place) {
            case ENVIRONMENT -> CredentialSource.environment();
            case FILE -> CredentialSource.file();
            case NOWHERE -> CredentialSource.nowhere();
            default -> CredentialSource.any();
        };
    }
}
