package io.headjack.testkit;

import io.headjack.spi.AgentProfile;
import io.headjack.spi.ScreenPatterns;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A coding agent without a model, for tests and demonstrations. It writes its prompt, byte for byte, into {@link #FILE} of
 * its working directory, commits that, tells each step on a line of its own, and ends with 0. Without a prompt it asks for
 * one on its terminal. Started again, it says that it has resumed, and ends. It needs a POSIX shell and git inside, and no file: the script is one of its arguments.
 *
 * <p>Wherever the test kit is on the class path, {@link ScriptedAgentProvider} offers it.
 */
public final class ScriptedAgent {
    /** The agent's id. */
    public static final String ID = "scripted";

    /** The file that it writes. */
    public static final String FILE = "scripted-agent.txt";

    /** The last line that it prints when all went well. */
    public static final String LAST_LINE = "scripted: done";

    private static final String SCRIPT = "scripted-agent.sh";

    private static final ScreenPatterns SCREEN =
            ScreenPatterns.NONE.waiting(List.of(Pattern.compile("scripted: (?<question>prompt>)\\s*$")));

    private ScriptedAgent() {}

    /**
     * Returns the profile of id {@code scripted}.
     *
     * @return the profile
     */
    public static AgentProfile profile() {
        return AgentProfile.of(ID, List.of("sh", "-c", script(), ID))
                .resumeArguments(List.of("--resume"))
                .screen(SCREEN);
    }

    private static String script() {
        try (InputStream stream = Objects.requireNonNull(
                ScriptedAgent.class.getResourceAsStream(SCRIPT), "the test kit's jar has no " + SCRIPT)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
