package io.headjack.internal.provider;

import io.headjack.CredentialSource;
import io.headjack.internal.credential.CredentialCommand;
import io.headjack.internal.credential.CredentialFinder;
import io.headjack.internal.credential.CredentialWish;
import io.headjack.internal.credential.FoundCredential;
import io.headjack.internal.os.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A home directory of a person who has credentials of all kinds, each with a word that must appear nowhere. */
final class HostHome {
    static final String CANARY = "c4n4ry-0f-th3-m4tr1x";
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** The files of each agent, and what is in them when all is well. */
    static final Map<String, Map<String, String>> FILES = Map.of(
            "claude",
                    Map.of(
                            ".claude/.credentials.json",
                            "{\"claudeAiOauth\": {\"accessToken\": \"" + CANARY + "\", \"refreshToken\": \"" + CANARY
                                    + "-r\", \"expiresAt\": "
                                    + NOW.plusSeconds(3600).toEpochMilli() + "}}"),
            "codex",
                    Map.of(
                            ".codex/auth.json",
                            "{\"OPENAI_API_KEY\": null, \"tokens\": {\"access_token\": \"" + CANARY
                                    + "\", \"account_id\": \"me\"}}"),
            "gemini",
                    Map.of(
                            ".gemini/oauth_creds.json",
                            "{\"access_token\": \"a\", \"refresh_token\": \"" + CANARY + "\"}",
                            ".gemini/google_accounts.json",
                            "{\"active\": \"me@example.org\"}"),
            "opencode",
                    Map.of(
                            ".local/share/opencode/auth.json",
                            "{\"anthropic\": {\"type\": \"oauth\", \"access\": \"" + CANARY + "\"}}"));

    /** The first of them. */
    static final Map<String, String> FIRST_FILE = Map.of(
            "claude", ".claude/.credentials.json",
            "codex", ".codex/auth.json",
            "gemini", ".gemini/oauth_creds.json",
            "opencode", ".local/share/opencode/auth.json");

    final Path directory;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private Duration patience = Duration.ofSeconds(30);

    HostHome(Path directory) {
        this.directory = directory;
        variables.put("HOME", directory.toString());
    }

    HostHome variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    HostHome patience(Duration given) {
        patience = given;
        return this;
    }

    HostHome files(String agent) throws IOException {
        for (Map.Entry<String, String> file : FILES.get(agent).entrySet()) {
            write(file.getKey(), file.getValue());
        }
        return this;
    }

    Path write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    Optional<FoundCredential> find(String agent) {
        return finder().find(wish(agent, CredentialSource.any(), false));
    }

    Optional<FoundCredential> find(String agent, CredentialSource source) {
        return finder().find(wish(agent, source, true));
    }

    Optional<FoundCredential> look(String agent, CredentialSource source) {
        return finder().look(wish(agent, source, true));
    }

    private static CredentialWish wish(String agent, CredentialSource source, boolean chosen) {
        return new CredentialWish(agent, Agents.builtIn().get(agent).credentials(), source, chosen, Map.of());
    }

    private CredentialFinder finder() {
        return new CredentialFinder(
                new Environment(variables),
                new CredentialCommand(directory, patience),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
