package io.headjack.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.ExitStatus;
import io.headjack.HeadjackListener;
import io.headjack.HeadlessResult;
import io.headjack.SessionType;
import io.headjack.error.InvalidRequestException;
import io.headjack.internal.agent.HeadlessReading;
import io.headjack.internal.configuration.Configured;
import io.headjack.internal.os.Environment;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.HeadjackConfiguration;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentsTest {
    private static final Pattern YAML = Pattern.compile("(?s)```yaml\n(.*?)```");

    @TempDir
    Path directory;

    private Agents agents(String configuration) throws Exception {
        HeadjackConfiguration asked = new HeadjackConfiguration(
                null,
                Files.writeString(directory.resolve("config.yaml"), configuration),
                null,
                null,
                getClass().getClassLoader(),
                Clock.systemUTC(),
                new HeadjackListener() {});
        Environment environment = new Environment(Map.of("HOME", directory.toString()));
        return Agents.load(asked.classLoader(), Configured.read(asked, environment), warning -> {});
    }

    @ParameterizedTest
    @CsvSource({"claude, --continue", "codex, resume --last", "gemini, --resume latest", "opencode, --continue"})
    void find_builtInAgent_resumesItsLastConversation(String id, String arguments) throws Exception {
        assertThat(agents("").find(new SessionType(id)))
                .map(AgentProfile::resumeArguments)
                .contains(List.of(arguments.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "claude, The work is done., 1, 0796eb16-a3b4-4766-a37d-af55f542ff78, 0.000184",
        "codex, The work is done., 1, 01a225fe-e581-7e80-9af3-559abe3bb7dc, -1",
        "gemini, 'The work is done. ', -1, cff4b68a-0936-47fe-81da-04440c467ea2, -1",
        "opencode, The work is done., 1, ses_dda00b844ffeNV7rPu0Qnmy735, 0.000138"
    })
    void headless_whatEachBuiltInAgentPrinted_isUnderstood(
            String id, String text, int turns, String conversation, double cost) throws Exception {
        String printed;
        try (InputStream in = getClass().getResourceAsStream("/io/headjack/internal/agent/" + id + ".txt")) {
            printed = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        HeadlessResult result = new HeadlessReading(agents("").get(id).headless())
                .read(printed, new ExitStatus(0))
                .orElseThrow();

        assertThat(result.text()).isEqualTo(text);
        assertThat(result.turns().orElse(-1)).isEqualTo(turns);
        assertThat(result.conversation()).contains(conversation);
        assertThat(result.cost().orElse(-1)).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"claude, false", "codex, false", "gemini, false", "opencode, true"})
    void get_builtInAgent_tellsWhetherItCanDoWithoutACredential(String id, boolean optional) throws Exception {
        assertThat(agents("").get(id).credentialOptional()).isEqualTo(optional);
        assertThat(agents("agents: {" + id + ": {credential: {optional: " + !optional + "}}}")
                        .get(id)
                        .credentialOptional())
                .isEqualTo(!optional);
    }

    @Test
    void find_nobody_isEmpty() throws Exception {
        assertThat(agents("").find(SessionType.SHELL)).isEmpty();
    }

    @Test
    void get_builtInOverlaid_keepsTheRest() throws Exception {
        AgentProfile codex = agents("agents: {codex: {flags: [--fast]}}").get("codex");

        assertThat(codex.command()).containsExactly("codex", "--fast");
        assertThat(codex.hookArguments()).isNotEmpty();
        assertThat(codex.screen().working()).isNotEmpty();
    }

    @Test
    void get_agentWithMissingVariable_isRefused_andNoOther() throws Exception {
        Agents agents = agents("agents: {codex: {env: {KEY: '${NONE}'}, stuckAfter: 7}}");

        assertThat(agents.get("claude").command()).containsExactly("claude");
        assertThatThrownBy(() -> agents.get("codex"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageStartingWith("the agent codex cannot be started: ")
                .hasMessageContaining("config.yaml:1: \"agents.codex.env.KEY\" names the variable NONE");
        assertThatThrownBy(() -> agents.find(new SessionType("codex"))).isInstanceOf(InvalidRequestException.class);
        assertThat(agents.screenOf(new SessionType("codex")).stuckAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void get_newAgentOfTheDocument_needsNoJava() throws Exception {
        AgentProfile aider = agents(example(1)).get("aider");

        assertThat(aider.command()).containsExactly("aider", "--no-check-update", "--no-auto-lint");
        assertThat(aider.promptArguments()).containsExactly("--message");
        assertThat(aider.screen()
                        .waiting()
                        .get(0)
                        .matcher("Add a.txt to the chat? (Y)es/(N)o [Yes]:")
                        .find())
                .isTrue();
    }

    @Test
    void load_firstExampleOfTheDocument_isRight() throws Exception {
        assertThat(agents(example(0)).get("claude").command()).containsExactly("claude", "--model", "opus");
    }

    private static String example(int index) throws Exception {
        return YAML.matcher(Files.readString(Path.of("../docs/configuration.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .skip(index)
                .findFirst()
                .orElseThrow();
    }
}
