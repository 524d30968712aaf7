package io.headjack.internal.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.internal.json.Documents;
import io.headjack.spi.AgentCredential;
import io.headjack.spi.CredentialFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where else than in a variable an agent needs its token, or to know of it.
 *
 * @param form the form that the credential has
 * @param token the token, or null where the credential is files alone
 */
record TokenPlaces(AgentCredential form, @Nullable Secret token) {
    private static final int TAIL_LENGTH = 20;
    private static final Pattern TAIL = Pattern.compile("[\\w.+/=-]{" + TAIL_LENGTH + "}");

    /** Returns the files that hold the token and nothing else. */
    List<SecretFile> files() {
        if (token == null) {
            return List.of();
        }
        String text = token.reveal();
        return form.files().stream()
                .filter(CredentialFile::written)
                .map(each -> SecretFile.of(each.path(), new Secret(document(String.valueOf(each.token()), text)), text))
                .toList();
    }

    private static String document(String field, String text) {
        String[] names = field.split("\\.");
        Map<String, Object> document = Map.of(names[names.length - 1], text);
        for (int i = names.length - 2; i >= 0; i--) {
            document = Map.of(names[i], document);
        }
        return new String(Documents.writeJson(document), UTF_8);
    }

    /** Returns what must be in other files of the agent's home. */
    Map<String, Secret> settings() {
        Map<String, Secret> settings = new LinkedHashMap<>();
        form.settings().forEach((file, content) -> {
            if (!content.contains(AgentCredential.TAIL)) {
                settings.put(file, new Secret(content));
            } else if (token != null && token.reveal().length() >= 2 * TAIL_LENGTH) {
                String tail = token.reveal().substring(token.reveal().length() - TAIL_LENGTH);
                if (TAIL.matcher(tail).matches()) {
                    settings.put(file, new Secret(content.replace(AgentCredential.TAIL, tail)));
                }
            }
        });
        return settings;
    }
}
