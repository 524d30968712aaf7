package io.headjack.internal.credential;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.spi.AgentCredential;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A credential that is looked for.
 *
 * @param agent whose it shall be
 * @param forms the forms that the agent takes, the best first
 * @param source where it comes from
 * @param chosen whether somebody chose that, so that it must be there
 * @param variables secret variables that the agent is given anyway
 */
public record CredentialWish(
        String agent,
        List<AgentCredential> forms,
        CredentialSource source,
        boolean chosen,
        Map<String, Secret> variables) {
    public CredentialWish {
        forms = List.copyOf(forms);
        variables = Map.copyOf(variables);
    }

    /** Returns the forms of the kind that is wanted. */
    List<AgentCredential> taken() {
        return forms.stream()
                .filter(form -> source.kind().map(form.kind()::equals).orElse(true))
                .toList();
    }

    /** Says what is wanted. */
    String wanted() {
        return source.kind().map(CredentialKind::words).orElse("credential");
    }

    /** Finds the form that the agent is given anyway: whoever wrote that down wants it. */
    Optional<FoundCredential> givenAnyway() {
        for (AgentCredential form : forms) {
            for (String name : form.variables()) {
                Secret given = variables.get(name);
                if (given != null && !given.reveal().isEmpty()) {
                    String source = "the variable " + name + " of its env";
                    return Optional.of(FoundCredential.token(form, source, Map.of(name, given), given));
                }
            }
        }
        return Optional.empty();
    }
}
