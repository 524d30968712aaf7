package io.headjack.docker.agents;

import io.headjack.Instance;
import io.headjack.SessionRequest;
import java.util.List;

/**
 * An agent of the built-in profiles, and what makes it talk to {@link ScriptedModel}.
 *
 * @param id its id
 * @param versions the versions that are recorded; the first one is that of the profile
 * @param configuration what is configured for it, in YAML
 * @param arguments what makes it ask before it does something
 */
record RealAgent(String id, List<String> versions, String configuration, List<String> arguments) {
    static final RealAgent CLAUDE = new RealAgent(
            "claude",
            List.of("2.1.332", "2.1.307"),
            """
            env:
              ANTHROPIC_BASE_URL: %s
              ANTHROPIC_AUTH_TOKEN: any
              CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: 1
            """.formatted(ScriptedModel.ADDRESS),
            List.of("--permission-mode", "manual"));
    static final RealAgent CODEX =
            new RealAgent("codex", List.of("0.171.0", "0.155.0"), """
            flags:
              - -c
              - model="gpt-5"
              - -c
              - model_provider="scripted"
              - -c
              - model_providers.scripted={name="scripted", base_url="%s/v1", wire_api="responses"}
            """.formatted(ScriptedModel.ADDRESS), List.of());
    static final RealAgent GEMINI =
            new RealAgent("gemini", List.of("0.61.0", "0.56.0"), """
            env:
              GEMINI_API_KEY: any
              GOOGLE_GEMINI_BASE_URL: %s
            """.formatted(ScriptedModel.ADDRESS), List.of());
    static final RealAgent OPENCODE =
            new RealAgent("opencode", List.of("1.18.33", "1.18.3"), """
            env:
              OPENCODE_CONFIG_CONTENT: >-
                {"model": "anthropic/claude-sonnet-4-5", "autoupdate": false, "permission": {"bash": "ask", "edit": "ask"},
                "provider": {"anthropic": {"options": {"baseURL": "%s/v1", "apiKey": "any"}}}}
            """.formatted(ScriptedModel.ADDRESS), List.of());

    static final List<RealAgent> ALL = List.of(CLAUDE, CODEX, GEMINI, OPENCODE);

    SessionRequest session(Instance instance) {
        return instance.sessions().agent(id).arguments(arguments);
    }
}
