package io.headjack.internal.credential;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.internal.json.Documents;
import io.headjack.spi.CredentialFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The content of an agent's own file, which is JSON, and is checked. */
final class CredentialDocument {
    private final CredentialFile form;
    private final String text;
    private final Map<String, Object> fields;

    private CredentialDocument(CredentialFile form, String text, Map<String, Object> fields) {
        this.form = form;
        this.text = text;
        this.fields = fields;
    }

    static CredentialDocument of(CredentialFile form, byte[] content, Instant now) throws UnusableException {
        CredentialDocument document = read(form, content);
        for (String field : form.fields()) {
            if (document.text(field).isEmpty()) {
                throw UnusableException.ofAnotherForm("lacks the field \"" + field + "\"");
            }
        }
        if (form.token() != null && document.text(form.token()).isEmpty()) {
            throw UnusableException.ofAnotherForm("lacks the field \"" + form.token() + "\"");
        }
        Optional<Instant> end = document.expiresAt();
        if (end.isPresent() && !end.get().isAfter(now)) {
            throw new UnusableException("expired at " + end.get());
        }
        return document;
    }

    private static CredentialDocument read(CredentialFile form, byte[] content) throws UnusableException {
        if (content.length == 0) {
            throw new UnusableException("is empty");
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
            Map<String, Object> fields = Documents.readJson(content);
            if (fields.isEmpty()) {
                throw new UnusableException("holds nothing");
            }
            return new CredentialDocument(form, text, fields);
        } catch (IOException e) {
            throw new UnusableException("is no JSON object");
        }
    }

    /** Returns it as a file for the agent's home. */
    SecretFile file() {
        return SecretFile.of(form.path(), new Secret(text), text(form.account()).orElse(text));
    }

    Secret token() {
        return new Secret(text(form.token()).orElseThrow());
    }

    Optional<Instant> expiresAt() throws UnusableException {
        Object value = find(form.expires());
        try {
            if (value instanceof Number millis) {
                return Optional.of(Instant.ofEpochMilli(millis.longValue()));
            }
            return value instanceof String iso ? Optional.of(Instant.parse(iso)) : Optional.empty();
        } catch (DateTimeException e) {
            throw new UnusableException("has no time in the field \"" + form.expires() + "\"");
        }
    }

    private Optional<String> text(@Nullable String path) {
        return find(path) instanceof String value && !value.isBlank() ? Optional.of(value) : Optional.empty();
    }

    private @Nullable Object find(@Nullable String path) {
        if (path == null) {
            return null;
        }
        Object value = fields;
        for (String name : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return value;
    }
}
