package io.headjack.internal.core;

import io.headjack.internal.credential.Secret;
import io.headjack.internal.credential.SecretFile;
import java.util.List;
import java.util.Map;

/**
 * What a session is given that nobody else may see.
 *
 * @param variables what is in its environment
 * @param files what is in its home while it runs
 * @param settings what must be in other files of its home so that it takes them, which may tell a part of them
 */
record SecretGrant(Map<String, Secret> variables, List<SecretFile> files, Map<String, Secret> settings) {
    static final SecretGrant NONE = new SecretGrant(Map.of(), List.of(), Map.of());

    SecretGrant {
        variables = Map.copyOf(variables);
        files = List.copyOf(files);
        settings = Map.copyOf(settings);
    }

    boolean isEmpty() {
        return variables.isEmpty() && files.isEmpty();
    }
}
