package io.headjack.docker.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Activity;
import io.headjack.AgentReadiness;
import io.headjack.HeadlessResult;
import io.headjack.Instance;
import io.headjack.Permissions;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.error.AgentFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A real agent without a terminal, and one that begins with a prompt: what reaches the model is that prompt, byte for byte. */
final class HeadlessTurns {
    static final String PROMPT = "-x \"quoted\" 'too' $HOME `id` \\ ; é 漢字 \t| %s #{x}\n\nRun: echo two >> a.txt";

    private static final String BRANCH = "feat/headless";
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Set<RealAgent> PRICED = Set.of(RealAgent.CLAUDE, RealAgent.OPENCODE);

    private HeadlessTurns() {}

    static void play(RealAgent agent, Path directory) throws Exception {
        try (AgentSite site = AgentSite.open(directory, agent, agent.versions().get(0))) {
            Instance instance = site.instance(BRANCH, agent);
            assertThat(site.headjack().agents().get(agent.id()).image())
                    .contains(instance.info().image());
            assertThat(site.headjack().agents().get(agent.id()).readiness())
                    .isIn(
                            AgentReadiness.READY,
                            agent.equals(RealAgent.OPENCODE) ? AgentReadiness.READY : AgentReadiness.NO_CREDENTIALS);
            try {
                ScriptedModel model = ScriptedModel.start(instance);
                HeadlessResult result = instance.sessions()
                        .agent(agent.id())
                        .permissions(Permissions.ALL)
                        .prompt(PROMPT)
                        .headless(LONG);

                assertThat(result.exit().isSuccess()).isTrue();
                assertThat(result.text().strip()).isEqualTo("The work is done.");
                assertThat(result.conversation()).isPresent();
                assertThat(result.turns().isPresent()).isEqualTo(!agent.equals(RealAgent.GEMINI));
                assertThat(result.cost().isPresent()).isEqualTo(PRICED.contains(agent));
                assertThat(model.received()).contains(headless(agent));
                assertThat(instance.exec("cat", "a.txt").run().stdout()).isEqualTo("one\ntwo\n");

                begun(agent, instance, model);

                refusing(agent, instance);
            } finally {
                instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        }
    }

    /** What opencode makes of a prompt that comes without a terminal and holds a blank. */
    private static String headless(RealAgent agent) {
        return agent.equals(RealAgent.OPENCODE) ? "\"" + PROMPT.replace("\"", "\\\"") + "\"" : PROMPT;
    }

    /** In a session, where it starts with the prompt and asks for nothing. */
    private static void begun(RealAgent agent, Instance instance, ScriptedModel model) throws Exception {
        String prompt = PROMPT.replace("two", "three");
        Session session = instance.sessions()
                .agent(agent.id())
                .permissions(Permissions.ALL)
                .prompt(prompt)
                .start();
        session.awaitOutput(Pattern.compile("The work is done"), LONG);
        session.awaitActivity(Activity.IDLE, LONG);

        assertThat(model.received()).contains(prompt);
        assertThat(instance.exec("cat", "a.txt").run().stdout()).endsWith("three\n");
        session.kill();
    }

    private static void refusing(RealAgent agent, Instance instance) {
        assertThatThrownBy(() -> instance.sessions()
                        .agent(agent.id())
                        .prompt("Anything")
                        .arguments(List.of("--no-such-option"))
                        .headless(LONG))
                .isInstanceOf(AgentFailedException.class)
                .hasMessageContaining("without an answer");
    }
}
