package io.headjack.docker.agents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Activity;
import io.headjack.AgentReadiness;
import io.headjack.CredentialSource;
import io.headjack.ExecResult;
import io.headjack.HeadlessResult;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.error.HeadjackTimeoutException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * A real agent that is let in by what Headjack gives it: it reaches its prompt without a question, and its model is shown that.
 *
 * @param agent the agent
 * @param configuration what makes it find its model, in YAML
 * @param secret what nobody else may find
 * @param headers by what it wants to be let in
 * @param places files inside that may hold the secret: those in memory, and what the agent itself writes
 */
record CredentialUse(String agent, String configuration, String secret, List<String> headers, List<String> places) {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String GREP =
            "grep -rlF -f - \"$HOME\" /headjack /workspace /run /dev/shm /var/tmp 2>/dev/null";

    /** In a session and without a terminal. */
    void play(Path directory, CredentialSource source) throws Exception {
        play(directory, source, (instance, model) -> {
            session(instance, model);
            headless(instance, model);
        });
    }

    /** Without a terminal, for one that does not begin there as long as its service cannot be reached. */
    void playHeadless(Path directory, CredentialSource source) throws Exception {
        play(directory, source, this::headless);
    }

    private void play(Path directory, CredentialSource source, BiConsumer<Instance, ScriptedModel> use)
            throws Exception {
        String configured = "  " + agent + ":\n" + configuration.indent(4);
        try (AgentSite site = AgentSite.open(directory, configured, Map.of(agent, source))) {
            Instance instance = site.instance("feat/let-in", agent);
            try {
                assertThat(site.headjack().agents().get(agent).readiness()).isEqualTo(AgentReadiness.READY);
                use.accept(instance, ScriptedModel.start(instance));
                assertThat(inside(instance)).noneMatch(file -> file.startsWith("/headjack/run"));
            } finally {
                instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        }
    }

    private void session(Instance instance, ScriptedModel model) {
        Session session = instance.sessions().agent(agent).start();
        try {
            session.awaitActivity(Activity.IDLE, LONG);
            session.submit("Say something");
            session.awaitOutput(Pattern.compile("The work is done"), LONG);
        } catch (HeadjackTimeoutException e) {
            throw new AssertionError(
                    e.getMessage() + "; its screen:\n" + session.screen().text(), e);
        }
        assertThat(model.keys()).containsAll(headers);
        assertThat(inside(instance)).isSubsetOf(places);
        session.kill();
    }

    private void headless(Instance instance, ScriptedModel model) {
        HeadlessResult result =
                instance.sessions().agent(agent).prompt("Say something").headless(LONG);

        assertThat(result.text().strip()).isEqualTo("The work is done.");
        assertThat(model.keys()).containsExactlyInAnyOrderElementsOf(headers);
    }

    private List<String> inside(Instance instance) {
        ExecResult result = instance.exec("sh", "-c", GREP)
                .stdin(new ByteArrayInputStream(secret.getBytes(UTF_8)))
                .run();
        return result.stdout().lines().toList();
    }
}
