package io.headjack.internal.provider;

import io.headjack.CredentialKind;
import io.headjack.internal.json.Fields;
import io.headjack.spi.AgentCredential;
import io.headjack.spi.CredentialFile;
import java.util.List;
import java.util.Locale;

/** Reads the forms in which an agent takes a credential. */
final class CredentialForms {
    private CredentialForms() {}

    static List<AgentCredential> read(Fields agent) {
        return agent.list("credentials").stream().map(CredentialForms::form).toList();
    }

    private static AgentCredential form(Object document) {
        Fields fields = new Fields("a credential", document);
        return new AgentCredential(
                CredentialKind.valueOf(fields.text("kind").toUpperCase(Locale.ROOT)),
                fields.texts("variables"),
                fields.list("files").stream().map(CredentialForms::file).toList());
    }

    private static CredentialFile file(Object document) {
        Fields fields = new Fields("a file of a credential", document);
        return new CredentialFile(
                fields.text("path"),
                fields.texts("fields"),
                fields.optionalText("token").orElse(null),
                fields.optionalText("expires").orElse(null),
                fields.optionalText("account").orElse(null),
                fields.flag("optional", false));
    }
}
