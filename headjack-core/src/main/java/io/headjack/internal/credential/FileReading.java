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
        List<CredentialFile> forms = new ArrayList<>();
        List<CredentialDocument> documents = new ArrayList<>();
        for (CredentialFile each : form.files()) {
            HostFile file = new HostFile(home.resolve(each.path()));
            if (each.optional() && !file.isThere()) {
                continue;
            }
            try {
                forms.add(each);
                documents.add(CredentialDocument.of(each, file.read(), clock.instant()));
            } catch (UnusableException e) {
                throw e.of(home.resolve(each.path()).toString());
            }
        }
        return found(form, "the file " + path(form), forms, documents, true);
    }

    /** Takes content that came from elsewhere for that of the first of the files. */
    FoundCredential given(AgentCredential form, String source, byte[] content) throws UnusableException {
        CredentialFile file = form.files().get(0);
        CredentialDocument document = CredentialDocument.of(file, content, clock.instant());
        return found(form, source, List.of(file), List.of(document), false);
    }

    private static FoundCredential found(
            AgentCredential form,
            String source,
            List<CredentialFile> forms,
            List<CredentialDocument> documents,
            boolean ofThisHome)
            throws UnusableException {
        Optional<Instant> end = documents.get(0).expiresAt();
        if (!form.variables().isEmpty()) {
            Map<String, Secret> variables =
                    Map.of(form.variables().get(0), documents.get(0).token());
            return new FoundCredential(form.kind(), source, variables, List.of(), end, ofThisHome);
        }
        List<SecretFile> files = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            CredentialDocument document = documents.get(i);
            files.add(new SecretFile(forms.get(i).path(), document.content(), document.account()));
        }
        return new FoundCredential(form.kind(), source, Map.of(), files, end, ofThisHome);
    }
}
