package io.headjack.internal.credential;

import io.headjack.spi.AgentCredential;
import io.headjack.spi.CredentialFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what an agent keeps in its own files.
 *
 * @param home the home directory of this host
 * @param clock tells what has expired
 */
record FileReading(Path home, Clock clock) {
    /** Whether the first of the files is there, which tells whether all that must be should be. */
    boolean isThere(AgentCredential form) {
        return new HostFile(path(form)).isThere();
    }

    /** Returns where the first of the files is. */
    Path path(AgentCredential form) {
        return home.resolve(form.files().get(0).path());
    }

    FoundCredential read(AgentCredential form) throws UnusableException {
        List<CredentialDocument> documents = new ArrayList<>();
        for (CredentialFile each : form.files()) {
            HostFile file = new HostFile(home.resolve(each.path()));
            if (each.optional() && !file.isThere()) {
                continue;
            }
            try {
                documents.add(CredentialDocument.of(each, file.read(), clock.instant()));
            } catch (UnusableException e) {
                throw e.of(home.resolve(each.path()).toString());
            }
        }
        return found(form, "the file " + path(form), documents, true);
    }

    /** Takes content that came from elsewhere for that of the first of the files. */
    FoundCredential given(AgentCredential form, String source, byte[] content) throws UnusableException {
        CredentialFile file = form.files().get(0);
        CredentialDocument document = CredentialDocument.of(file, content, clock.instant());
        return found(form, source, List.of(document), false);
    }

    private static FoundCredential found(
            AgentCredential form, String source, List<CredentialDocument> documents, boolean ofThisHome)
            throws UnusableException {
        Optional<Instant> end = documents.get(0).expiresAt();
        if (form.variables().isEmpty()) {
            List<SecretFile> files =
                    documents.stream().map(CredentialDocument::file).toList();
            Map<String, Secret> settings = new TokenPlaces(form, null).settings();
            return new FoundCredential(form.kind(), source, Map.of(), files, settings, end, ofThisHome);
        }
        Secret token = documents.get(0).token();
        TokenPlaces places = new TokenPlaces(form, token);
        Map<String, Secret> variables = Map.of(form.variables().get(0), token);
        return new FoundCredential(form.kind(), source, variables, places.files(), places.settings(), end, ofThisHome);
    }
}
