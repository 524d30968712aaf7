package io.headjack.docker.agents;

import io.headjack.testkit.RequiresTool;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real Claude Code, whose model is a script. */
@RequiresTool({"docker", "git"})
@Timeout(900)
class ClaudeIT {
    @TempDir
    Path directory;

    @Test
    void claude_worksAsksAndCommits() throws Exception {
        AgentTurns.play(RealAgent.CLAUDE, directory, "Do you want to proceed?");
    }

    @Test
    void claude_getsItsPromptAsItIs_withAndWithoutATerminal() throws Exception {
        HeadlessTurns.play(RealAgent.CLAUDE, directory);
    }
}
