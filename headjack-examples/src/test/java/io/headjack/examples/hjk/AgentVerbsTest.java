package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.AgentReadiness;
import io.headjack.error.OperationFailedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentVerbsTest {
    private final FakeHeadjack headjack = new FakeHeadjack()
            .answer(
                    "Agents.list",
                    List.of(
                            Snapshots.agent("claude", AgentReadiness.READY, true, "fast"),
                            Snapshots.agent("codex", AgentReadiness.NOT_BUILT, true)))
            .answer("Agents.build", Snapshots.agent("claude", AgentReadiness.READY, true));

    @Test
    void agents_listed_haveReadinessAndReason() {
        assertThat(HjkRun.piped(headjack, "agents").out()).isEqualTo("""
                AGENT    READINESS   REASON
                claude   ready       that is why
                codex    not built   that is why
                """);
    }

    @Test
    void agents_withTag_areThoseThatHaveIt() {
        assertThat(HjkRun.piped(headjack, "agents", "--tag", "fast").out())
                .contains("claude")
                .doesNotContain("codex");
        assertThat(HjkRun.piped(headjack, "agents", "--tag", "none").out()).isEqualTo("No agents found\n");
    }

    @Test
    void build_ofAnAgent_namesItsImage() {
        HjkRun run = HjkRun.piped(headjack, "build", "claude");

        assertThat(run.out()).isEqualTo("Image headjack-agent-claude:1 has claude\n");
        assertThat(headjack.calls).contains("Agents.build(claude, [])");
    }

    @Test
    void build_withoutCache_asksForIt() {
        HjkRun.piped(headjack, "build", "claude", "--no-cache");

        assertThat(headjack.calls).contains("Agents.build(claude, [NO_CACHE])");
    }

    @Test
    void build_thatFails_tellsTheStep() {
        headjack.answer("Agents.build", new OperationFailedException("could not build image x, at Step 3/7"));

        HjkRun run = HjkRun.piped(headjack, "build", "claude");

        assertThat(run.exitCode).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).contains("at Step 3/7");
    }

    @Test
    void run_withAgent_asksForItsImage() {
        HjkRun.piped(headjack, "run", "b", "--agent", "codex", "-d");

        assertThat(headjack.calls).contains("InstanceRequest.agent(codex)").contains("InstanceSessions.agent(codex)");
    }

    @Test
    void run_withAgentThatIsNotSeenAtOnce_leavesItDetached() {
        headjack.answer("Agents.get", Snapshots.agent("codex", AgentReadiness.READY, false));

        assertThat(HjkRun.onTerminal(headjack, "", "run", "b", "--agent", "codex")
                        .out())
                .contains("(detached)");
        assertThat(HjkRun.onTerminal(headjack, "", "agent", "b", "codex").out()).contains("(detached)");
    }
}
