package io.headjack.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.Instance;
import io.headjack.Session;
import io.headjack.testkit.HeadjackExtension;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.ScriptedAgent;
import io.headjack.testkit.TempRepository;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a program that embeds Headjack is tested; the documentation of the test kit shows it. */
@RequiresTool({"git", "tmux"})
class FirstTestIT {
    @RegisterExtension
    final HeadjackExtension own = HeadjackExtension.on("local");

    @Test
    void agent_prompt_isDoneAndCommitted(Headjack headjack, TempRepository repository) {
        Instance instance =
                headjack.instances().in(repository.directory()).branch("feat/x").ensure();
        Session session =
                instance.sessions().agent(ScriptedAgent.ID).prompt("say hello").start();

        assertThat(session.awaitExit(Duration.ofMinutes(1)).isSuccess()).isTrue();
        assertThat(instance.git().commits()).hasSize(1);
    }
}
