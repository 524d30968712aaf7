package io.headjack.docker.agents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.testkit.RequiresTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real agents are let in by what Headjack gives them. */
@RequiresTool({"docker", "git"})
@Timeout(600)
class LetInIT {
    private static final String KEY = "sk-test-" + UUID.randomUUID() + "-" + UUID.randomUUID();
    private static final CredentialKind API_KEY = CredentialKind.API_KEY;

    @TempDir
    Path directory;

    private static CredentialUse claude(String header) {
        return new CredentialUse("claude", """
                env: {ANTHROPIC_BASE_URL: %s, CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: 1}
                """.formatted(ScriptedModel.ADDRESS), KEY, List.of(header), List.of());
    }

    /** A program of the host that prints the key. */
    private CredentialSource printed() throws Exception {
        Path file = Files.writeString(directory.resolve("key"), KEY + "\n");
        return CredentialSource.command(List.of("cat", file.toString())).kind(API_KEY);
    }

    @Test
    void claude_withAnApiKey_asksNothingAndShowsIt() throws Exception {
        claude("x-api-key: " + KEY).play(directory, printed());
    }

    @Test
    void claude_withASubscription_asksNothingAndShowsIt() throws Exception {
        claude("authorization: Bearer " + KEY)
                .play(directory, CredentialSource.program(() -> KEY).kind(CredentialKind.SUBSCRIPTION));
    }

    @Test
    @Tag("long")
    void codex_withAnApiKey_asksNothingAndShowsIt() throws Exception {
        codex("""
                flags: [-c, model="gpt-5", -c, openai_base_url="%s/v1"]
                """, "authorization: Bearer " + KEY).play(directory, printed());
    }

    @Test
    @Tag("long")
    void codex_withASubscription_showsItWithoutATerminal() throws Exception {
        String token = token("{\"exp\": 4102444800, \"jti\": \"" + KEY + "\"}");
        String id = token("{\"email\": \"a@example.org\", \"https://api.openai.com/auth\":"
                + " {\"chatgpt_plan_type\": \"pro\", \"chatgpt_account_id\": \"me\"}}");
        String file = """
                {"tokens": {"access_token": "%s", "id_token": "%s", "refresh_token": "%s", "account_id": "me"},
                 "last_refresh": "%s"}""".formatted(token, id, KEY, Instant.now());
        codex("""
                flags:
                  - -c
                  - model="gpt-5"
                  - -c
                  - model_provider="scripted"
                  - -c
                  - model_providers.scripted={name="scripted", base_url="%s/v1", wire_api="responses", requires_openai_auth=true}
                """, "authorization: Bearer " + token, "chatgpt-account-id: me")
                .playHeadless(directory, CredentialSource.program(() -> file).kind(CredentialKind.SUBSCRIPTION));
    }

    /** A token in the form of those that say when they end; nobody has signed it. */
    private static String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\": \"none\"}".getBytes(UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(UTF_8)) + "."
                + encoder.encodeToString(KEY.getBytes(UTF_8));
    }

    private static CredentialUse codex(String configuration, String... headers) {
        return new CredentialUse(
                "codex",
                configuration.formatted(ScriptedModel.ADDRESS),
                KEY,
                List.of(headers),
                List.of("/headjack/run/codex.secrets/files/0"));
    }

    @Test
    @Tag("long")
    void gemini_withAnApiKey_asksNothingAndShowsIt() throws Exception {
        new CredentialUse(
                        "gemini",
                        """
                env: {GOOGLE_GEMINI_BASE_URL: %s}
                """.formatted(ScriptedModel.ADDRESS),
                        KEY,
                        List.of("x-goog-api-key: " + KEY),
                        List.of())
                .play(directory, printed());
    }

    @Test
    @Tag("long")
    void opencode_withAnApiKey_asksNothingAndShowsIt() throws Exception {
        opencode().play(directory, printed());
    }

    @Test
    @Tag("long")
    void opencode_withItsFile_asksNothingAndShowsIt() throws Exception {
        String file = "{\"anthropic\": {\"type\": \"api\", \"key\": \"" + KEY + "\"}}";
        opencode().play(directory, CredentialSource.program(() -> file).kind(CredentialKind.SUBSCRIPTION));
    }

    private static CredentialUse opencode() {
        return new CredentialUse(
                "opencode",
                """
                env:
                  OPENCODE_CONFIG_CONTENT: >-
                    {"model": "anthropic/claude-sonnet-4-5", "autoupdate": false,
                    "provider": {"anthropic": {"options": {"baseURL": "%s/v1"}}}}
                """.formatted(ScriptedModel.ADDRESS),
                KEY,
                List.of("x-api-key: " + KEY),
                List.of("/headjack/run/opencode.secrets/files/0"));
    }
}
