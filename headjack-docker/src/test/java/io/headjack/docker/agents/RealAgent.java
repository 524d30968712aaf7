package io.headjack.docker.agents;

import io.headjack.Instance;
import io.headjack.InstanceRequest;
import io.headjack.SessionRequest;
import java.util.List;
import java.util.Map;

/**
 * An agent of the built-in profiles, and what it needs to talk to {@link ScriptedModel} without a question before.
 *
 * @param id its id
 * @param versions the versions that are recorded; the first one is that of the Dockerfile
 * @param environment variables of the instance
 * @param file what a person's answers on the first start are kept in, below the home directory
 * @param content these answers
 * @param arguments what makes it ask before it does something
 */
record RealAgent(
        String id,
        List<String> versions,
        Map<String, String> environment,
        String file,
        String content,
        List<String> arguments) {
    static final RealAgent CLAUDE = new RealAgent(
            "claude",
            List.of("2.1.332", "2.1.307"),
            Map.of(
                    "ANTHROPIC_BASE_URL",
                    ScriptedModel.ADDRESS,
                    "ANTHROPIC_AUTH_TOKEN",
                    "any",
                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
                    "1"),
            ".claude.json",
            """
            {"hasCompletedOnboarding": true, "projects": {"/workspace": {"hasTrustDialogAccepted": true}}}
            """,
            List.of("--permission-mode", "manual"));
    static final RealAgent CODEX = new RealAgent(
            "codex",
            List.of("0.171.0", "0.155.0"),
            Map.of(),
            ".codex/config.toml",
            """
            model = "gpt-5"
            model_provider = "scripted"
            [model_providers.scripted]
            name = "scripted"
            base_url = "%s/v1"
            wire_api = "responses"
            [projects."/workspace"]
            trust_level = "trusted"
            """.formatted(ScriptedModel.ADDRESS),
            List.of());
    static final RealAgent GEMINI = new RealAgent(
            "gemini",
            List.of("0.61.0", "0.56.0"),
            Map.of("GEMINI_API_KEY", "any", "GOOGLE_GEMINI_BASE_URL", ScriptedModel.ADDRESS),
            ".gemini/settings.json",
            """
            {"security": {"auth": {"selectedType": "gemini-api-key"}, "folderTrust": {"enabled": false}}}
            """,
            List.of());
    static final RealAgent OPENCODE = new RealAgent(
            "opencode",
            List.of("1.18.33", "1.18.3"),
            Map.of(),
            ".config/opencode/opencode.json",
            """
            {"model": "anthropic/claude-sonnet-4-5", "autoupdate": false,
             "permission": {"bash": "ask", "edit": "ask"},
             "provider": {"anthropic": {"options": {"baseURL": "%s/v1", "apiKey": "any"}}}}
            """.formatted(ScriptedModel.ADDRESS),
            List.of());

    static final List<RealAgent> ALL = List.of(CLAUDE, CODEX, GEMINI, OPENCODE);

    InstanceRequest in(InstanceRequest request) {
        InstanceRequest changed = request;
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            changed = changed.environment(variable.getKey(), variable.getValue());
        }
        return changed;
    }

    /** Writes what a person would have answered on the first start. */
    void prepare(Instance instance) {
        ScriptedModel.write(instance, "$HOME/" + file, content);
    }

    SessionRequest session(Instance instance) {
        return instance.sessions().agent(id).arguments(arguments);
    }
}
