package io.headjack.docker.agents;

import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The other real agents, whose model is a script. */
@RequiresTool({"docker", "git"})
@Tag("long")
@Timeout(900)
class OtherAgentsIT {
    @TempDir
    Path directory;

    @Test
    void codex_worksAsksAndCommits() throws Exception {
        AgentTurns.play(RealAgent.CODEX, directory, "Would you like to run the following command?");
    }

    @Test
    void gemini_worksAsksAndCommits() throws Exception {
        AgentTurns.play(RealAgent.GEMINI, directory, "Allow execution of [Shell]?");
    }

    @Test
    void opencode_worksAsksAndCommits() throws Exception {
        AgentTurns.play(RealAgent.OPENCODE, directory, "Permission required");
    }

    @Test
    void codex_getsItsPromptAsItIs_withAndWithoutATerminal() throws Exception {
        HeadlessTurns.play(RealAgent.CODEX, directory);
    }

    @Test
    void gemini_getsItsPromptAsItIs_withAndWithoutATerminal() throws Exception {
        HeadlessTurns.play(RealAgent.GEMINI, directory);
    }

    @Test
    void opencode_getsItsPromptAsItIs_withAndWithoutATerminal() throws Exception {
        HeadlessTurns.play(RealAgent.OPENCODE, directory);
    }
}
