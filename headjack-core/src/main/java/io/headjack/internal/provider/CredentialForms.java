package io.headjack.internal.provider;

import io.headjack.CredentialKind;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import io.headjack.spi.AgentCredential;
import io.headjack.spi.CredentialFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the forms in which an agent takes a credential. */
final class CredentialForms {
    private static final String BUILT_IN = "credentials.yaml";

    private CredentialForms() {}

    /** Returns those of the built-in agents, by their ids. */
    static Map<String, List<AgentCredential>> builtIn() {
        try (InputStream in = CredentialForms.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException(BUILT_IN + " is missing from the jar");
            }
            Fields document = new Fields(BUILT_IN, Documents.readYaml(in.readAllBytes()));
            Map<String, List<AgentCredential>> forms = new LinkedHashMap<>();
            document.rest()
                    .keySet()
                    .forEach(id -> forms.put(
                            id,
                            document.list(id).stream()
                                    .map(CredentialForms::form)
                                    .toList()));
            return forms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AgentCredential form(Object document) {
        Fields fields = new Fields("a credential", document);
        return new AgentCredential(
                CredentialKind.valueOf(fields.text("kind").toUpperCase(Locale.ROOT)),
                fields.texts("variables"),
                fields.list("files").stream().map(CredentialForms::file).toList(),
                settings(fields));
    }

    private static Map<String, String> settings(Fields fields) {
        Map<String, String> settings = new LinkedHashMap<>();
        fields.map("settings").forEach((file, content) -> settings.put(file, String.valueOf(content)));
        return settings;
    }

    private static CredentialFile file(Object document) {
        Fields fields = new Fields("a file of a credential", document);
        return new CredentialFile(
                fields.text("path"),
                fields.texts("fields"),
                fields.optionalText("token").orElse(null),
                fields.optionalText("expires").orElse(null),
                fields.optionalText("account").orElse(null),
                fields.flag("optional", false),
                fields.flag("written", false));
    }
}
