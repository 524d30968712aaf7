package io.headjack.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Permissions;
import io.headjack.SessionName;
import io.headjack.Setting;
import io.headjack.error.InvalidRequestException;
import io.headjack.spi.AgentPackage;
import io.headjack.spi.AgentProfile;
import io.headjack.spi.HeadlessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfiguredTest {
    @TempDir
    Path directory;

    private Home home() {
        return new Home(directory);
    }

    @Test
    void read_everyKey_isInForce() throws Exception {
        Home home = home().writes("""
                default: {agent: aider, base_image: "mine:1"}
                runtime:
                  name: podman
                  flags: {pids-limit: 512, add-host: [a:1, b:2]}
                storage: {directory: ~/agents}
                agents:
                  aider:
                    command: [aider, --x]
                    flags: [--retries, 5]
                    env: {Mixed_Case: text, PORT: 8080, ON: true}
                    promptArguments: [--message]
                    resumeArguments: [--again]
                    hookArguments: ['echo "${HEADJACK_STATUS:-/dev/null}"']
                    waiting: ['a$']
                    working: ['b']
                    idle: ['c']
                    idleAfter: 2
                    stuckAfter: 60
                    modelArguments: [--model]
                    permissionArguments: {ask: [], all: [--yes-always], edit: --edit}
                    headlessArguments: [--yes]
                    headlessPromptArguments: [--message]
                    resultText: a/b
                    resultCost: c
                    resultTurns: '?type=turn'
                    resultConversation: d
                    enterAfter: 20
                    quit: [/exit, ENTER]
                    files: {.aider.conf.yml: 'a: ${B}'}
                    package: '@x/aider'
                    version: 1.2.3
                    image: aider:1
                    window_name: helper
                    working_dir: src
                    auto_attach: false
                    tags: [python]
                """);
        Configured configured = home.configured();

        assertThat(configured.baseImage()).contains("mine:1");
        assertThat(configured.runtime()).contains("podman");
        assertThat(configured.runtimeFlags())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("pids-limit", List.of("512"), "add-host", List.of("a:1", "b:2")));
        assertThat(configured.dataDirectory()).isEqualTo(directory.resolve("agents"));
        AgentProfile aider = home.agents().get("aider");
        assertThat(aider.command()).containsExactly("aider", "--x", "--retries", "5");
        assertThat(aider.environment()).isEqualTo(Map.of("Mixed_Case", "text", "PORT", "8080", "ON", "true"));
        assertThat(aider.promptArguments()).containsExactly("--message");
        assertThat(aider.resumeArguments()).containsExactly("--again");
        assertThat(aider.hookArguments()).containsExactly("echo \"${HEADJACK_STATUS:-/dev/null}\"");
        assertThat(aider.screen().waiting()).extracting(Pattern::pattern).containsExactly("a$");
        assertThat(aider.screen().working()).extracting(Pattern::pattern).containsExactly("b");
        assertThat(aider.screen().idle()).extracting(Pattern::pattern).containsExactly("c");
        assertThat(aider.screen().idleAfter()).isEqualTo(Duration.ofSeconds(2));
        assertThat(aider.screen().stuckAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(aider.modelArguments()).containsExactly("--model");
        assertThat(aider.permissionArguments())
                .isEqualTo(Map.of(
                        Permissions.ASK, List.of(),
                        Permissions.ALL, List.of("--yes-always"),
                        Permissions.EDIT, List.of("--edit")));
        assertThat(aider.headless())
                .isEqualTo(new HeadlessMode(List.of("--yes"), List.of("--message"), "a/b", "c", "?type=turn", "d"));
        assertThat(aider.enterAfter()).isEqualTo(Duration.ofMillis(20));
        assertThat(aider.quit()).containsExactly("/exit", "ENTER");
        assertThat(aider.files()).isEqualTo(Map.of(".aider.conf.yml", "a: ${B}"));
        assertThat(aider.npmPackage()).contains(new AgentPackage("@x/aider", "1.2.3"));
        assertThat(aider.image()).contains("aider:1");
        assertThat(aider.windowName()).contains(new SessionName("helper"));
        assertThat(aider.workingDirectory()).contains("src");
        assertThat(aider.autoAttach()).isFalse();
        assertThat(aider.tags()).containsExactly("python");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "default:\nagents: {}\n", "runtime: {flags: []}\nagents: {claude: {}}\n"})
    void read_nothing_isTheDefault(String text) throws Exception {
        Home home = home().writes(text);

        assertThat(home.configured().baseImage()).isEmpty();
        assertThat(home.configured().runtimeFlags()).isEmpty();
        assertThat(home.configured().dataDirectory()).isEqualTo(directory.resolve(".local/share/headjack"));
        assertThat(home.agents()).containsOnlyKeys("claude");
        assertThat(home.agents().get("claude")).hasToString(Home.CLAUDE.toString());
    }

    @Test
    void read_missingFile_isEmptyUnlessItWasNamed() {
        assertThat(home().configured().runtime()).isEmpty();

        assertThatThrownBy(
                        () -> home().variable("HEADJACK_CONFIG", "/none/x.yaml").configured())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("/none/x.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "defaults: {}|1: \"defaults\" is unknown; known there are [agents, default, runtime, storage]",
                "default: 7|1: \"default\" must have keys below it",
                "- a|1: the file must have keys below it",
                "default: {image: x}|1: \"default.image\" is unknown; known there are [agent, base_image]",
                "default:\\n  agent: none|2: \"default.agent\" must be one of the agents [claude], was none",
                "default: {agent: [claude]}|1: \"default.agent\" must be text, was [claude]",
                "default: {base_image: 5}|1: \"default.base_image\" must be text, was 5",
                "default: {base_image: ' '}|1: \"default.base_image\" must be text without",
                "runtime: {name: true}|1: \"runtime.name\" must be text, was true",
                "runtime: {nam: x}|1: \"runtime.nam\" is unknown; known there are [flags, name]",
                "runtime: {flags: x}|1: \"runtime.flags\" must have names below it",
                "runtime:\\n  flags:\\n    dns: {a: b}|3: \"runtime.flags.dns\" must be one text",
                "runtime: {flags: {dns: '${X}'}}|1: \"runtime.flags.dns\" must not name variables",
                "storage: {directory: data}|1: \"storage.directory\" must be an absolute path",
                "storage: {worktrees: /x}|1: \"storage.worktrees\" cannot be set: all is kept in one directory",
                "storage: {catalog: /x}|1: \"storage.catalog\" cannot be set",
                "storage: {logs: /x}|1: \"storage.logs\" cannot be set",
                "agents: {Claude: {}}|1: \"agents.Claude\" is no agent's id",
                "agents: {shell: {command: [x]}}|1: \"agents.shell\" is no agent's id",
                "agents: {claude: {commands: [x]}}|1: \"agents.claude.commands\" is unknown",
                "agents: {claude: {command: []}}|1: \"agents.claude.command\" must name a program",
                "agents: {claude: {command: ['']}}|1: \"agents.claude.command\" must name a program",
                "agents:\\n  aider:\\n    flags: [x]|3: \"agents.aider.command\" must name a program",
                "agents: {claude: {command: claude}}|1: \"agents.claude.command\" must be a list, such as",
                "agents: {claude: {flags: {a: b}}}|1: \"agents.claude.flags\" must be a list, such as",
                "agents: {claude: {flags: ['${KEY}']}}|1: \"agents.claude.flags\" must not name variables",
                "agents: {claude: {credential: {optional: maybe}}}|\"agents.claude.credential.optional\" must be true or false",
                "agents: {claude: {promptArguments: 1}}|1: \"agents.claude.promptArguments\" must be a list",
                "agents: {claude: {resumeArguments: x}}|1: \"agents.claude.resumeArguments\" must be a list",
                "agents: {claude: {hookArguments: [[x]]}}|1: \"agents.claude.hookArguments\" must be one text",
                "agents: {claude: {env: [A]}}|1: \"agents.claude.env\" must have names below it",
                "agents: {claude: {env: {A-B: x}}}|1: \"agents.claude.env.A-B\" is no name of a variable",
                "agents: {claude: {env: {A: '${'}}}|1: \"agents.claude.env.A\" has a \"${\" without",
                "agents: {claude: {env: {A: \"\\0\"}}}|1: \"agents.claude.env.A\" holds a NUL character",
                "agents:\\n  claude:\\n    waiting:\\n      - ok\\n      - '('|5: \"agents.claude.waiting\" must be a regular",
                "agents: {claude: {working: ['[']}}|1: \"agents.claude.working\" must be a regular expression",
                "agents: {claude: {idle: ['*']}}|1: \"agents.claude.idle\" must be a regular expression of Java, was '*'",
                "agents: {claude: {idleAfter: 0}}|1: \"agents.claude.idleAfter\" must be whole seconds, 1 to 86400",
                "agents: {claude: {stuckAfter: soon}}|1: \"agents.claude.stuckAfter\" must be whole seconds",
                "agents: {claude: {modelArguments: x}}|1: \"agents.claude.modelArguments\" must be a list",
                "agents: {claude: {permissionArguments: {some: [x]}}}|\"agents.claude.permissionArguments\" may have plan",
                "agents: {claude: {headlessArguments: x}}|1: \"agents.claude.headlessArguments\" must be a list",
                "agents: {claude: {headlessPromptArguments: x}}|1: \"agents.claude.headlessPromptArguments\" must be a",
                "agents: {claude: {resultText: [x]}}|1: \"agents.claude.resultText\" must be one text",
                "agents: {claude: {resultCost: ' '}}|1: \"agents.claude.resultCost\" must be text without",
                "agents: {claude: {resultTurns: {}}}|1: \"agents.claude.resultTurns\" must be one text",
                "agents: {claude: {resultConversation: '${A}'}}|\"agents.claude.resultConversation\" must not name variables",
                "agents: {claude: {enterAfter: 20000}}|\"agents.claude.enterAfter\" must be whole milliseconds, 1 to 10000",
                "agents: {claude: {quit: CTRL_C}}|1: \"agents.claude.quit\" must be a list",
                "agents: {claude: {files: {../x: y}}}|1: \"agents.claude.files\" a file of agent claude must be a path below",
                "agents: {claude: {package: x}}|1: \"agents.claude.package\" needs a version beside it",
                "agents: {claude: {package: x y, version: 1.2.3}}|\"agents.claude.version\" must be the name of an npm package",
                "agents: {claude: {version: 1.2.3}}|1: \"agents.claude.version\" needs a package beside it",
                "agents: {claude: {image: [x]}}|1: \"agents.claude.image\" must be one text",
                "agents: {claude: {window_name: a/b}}|1: \"agents.claude.window_name\" invalid session name",
                "agents: {claude: {working_dir: ''}}|1: \"agents.claude.working_dir\" must be text without",
                "agents: {claude: {auto_attach: often}}|1: \"agents.claude.auto_attach\" must be true or false, was often",
                "agents: {claude: {tags: x}}|1: \"agents.claude.tags\" must be a list",
                "a: &x 1\\nb: *x|2: this is no YAML: an alias, *x, stands here",
                "default: {}\\ndefault: {}|2: this is no YAML: \"default\" is there twice",
                "default: {}\\n---\\nx: 1|this is no YAML: a second document begins here",
                "default:\\n  agent: {|this is no YAML: ",
                "default:\\n\\tagent: x|2: this is no YAML: ",
            })
    void read_wrong_namesFileLineKeyAndWhatMayBeThere(String text, String message) throws Exception {
        Home home = home().writes(text.replace("\\n", "\n").replace("\\t", "\t"));

        assertThatThrownBy(home::agents)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(home.file + ":")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource(Key.class)
    void read_anyKeyInAnotherForm_isNamed(Key key) throws Exception {
        String wrong = switch (key.form()) {
            case LIST -> "{a: b}";
            case TEXT, MAP -> "[x]";
            case SECONDS, MILLISECONDS -> "-1";
            case FLAG -> "often";
        };
        String path = key.of("claude");
        String opened = path.replace(".", ": {") + ": " + wrong;
        Home home = home().writes(opened
                + "}".repeat(path.length() - path.replace(".", "").length()));

        assertThatThrownBy(home::agents)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(home.file + ":1: \"" + path + "\"");
    }

    @Test
    void read_malformedUtf8_isAnError() throws Exception {
        Home home = home().writes("");
        Files.write(home.file, new byte[] {'a', ':', ' ', (byte) 0xff});

        assertThatThrownBy(home::configured)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(home.file.toString());
    }

    @Test
    void settings_ofBuilderEnvironmentAndFile_haveThisOrder() throws Exception {
        Home home = home().writes("runtime:\n  name: one\nstorage:\n  directory: /one\ndefault: {base_image: one}\n");
        assertThat(home.setting("runtime.name"))
                .isEqualTo(new Setting("runtime.name", Optional.of("one"), home.file + ":2"));
        assertThat(home.configured().runtimeReason()).isEqualTo("the configuration names it");

        home.variable("HEADJACK_RUNTIME", "two").variable("HEADJACK_DATA_DIR", "/two");
        home.variable("HEADJACK_BASE_IMAGE", "two").variable("HEADJACK_AGENT", "claude");
        assertThat(home.setting("runtime.name").source()).isEqualTo("HEADJACK_RUNTIME");
        assertThat(home.setting("default.agent").value()).contains("claude");
        assertThat(home.configured().baseImage()).contains("two");
        assertThat(home.configured().dataDirectory()).isEqualTo(Path.of("/two"));
        assertThat(home.configured().runtimeReason()).isEqualTo("HEADJACK_RUNTIME names it");

        home.builder(Path.of("/three"), "three");
        assertThat(home.setting("runtime.name"))
                .isEqualTo(new Setting("runtime.name", Optional.of("three"), "builder"));
        assertThat(home.configured().dataDirectory()).isEqualTo(Path.of("/three"));
        assertThat(home.configured().runtime()).contains("three");
    }

    @Test
    void read_emptyVariable_countsAsNotSet() throws Exception {
        Home home = home().writes("runtime: {name: one}").variable("HEADJACK_RUNTIME", "");

        assertThat(home.configured().runtime()).contains("one");
    }

    @Test
    void agents_unknownInEnvironment_isAnError() {
        assertThatThrownBy(home().variable("HEADJACK_AGENT", "none")::agents)
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("HEADJACK_AGENT must be one of the agents [claude], was \"none\"");
    }

    @Test
    void agents_overlaid_keepWhatIsNotNamed() throws Exception {
        AgentProfile claude = home().writes("agents: {claude: {flags: [--fast], env: {B: '2'}, resumeArguments: {}}}")
                .agents()
                .get("claude");

        assertThat(claude.command()).containsExactly("claude", "--fast");
        assertThat(claude.promptArguments()).containsExactly("-p");
        assertThat(claude.resumeArguments()).isEmpty();
        assertThat(claude.hookArguments()).containsExactly("--settings");
        assertThat(claude.environment()).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void agents_withMissingVariable_areAllThere_andWhatIsWrongIsTold() throws Exception {
        Home home = home().writes("agents:\n  claude:\n    env: {B: '2', KEY: '${NONE}'}\n");

        ConfiguredAgents agents = home.configured().agents(Map.of("claude", Home.CLAUDE));

        assertThat(agents.profiles().get("claude").environment()).isEqualTo(Map.of("A", "1", "B", "2"));
        assertThat(agents.problems())
                .containsExactly(Map.entry(
                        "claude",
                        home.file + ":3: \"agents.claude.env.KEY\" names the variable NONE of the environment, which is"
                                + " not set; set it or write ${NONE:-otherwise}"));
    }

    @Test
    void settings_withSecret_showItsNameOnly() throws Exception {
        Home home = home().writes("agents: {claude: {env: {KEY: '${KEY}', B: 'b-${KEY:-x}'}}}")
                .variable("KEY", "s3cret");

        assertThat(home.secrets("claude")).containsEntry("KEY", "s3cret").containsEntry("B", "b-s3cret");
        assertThat(home.agents().get("claude").environment()).containsOnlyKeys("A");
        assertThat(home.configured().settings().toString()).contains("${KEY}").doesNotContain("s3cret");
        assertThat(home.setting("agents.claude.env.KEY").value()).contains("${KEY}");
    }

    @Test
    void read_wrongValueOfAVariable_isNotToldInTheError() throws Exception {
        Home home = home().writes("storage: {directory: '${KEY}'}").variable("KEY", "s3cret");

        assertThatThrownBy(home::configured).hasMessageContaining("was ${KEY}").hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "a${SET}b, avalueb",
        "${NONE:-other}, other",
        "${EMPTY:-other}, other",
        "${NONE:-}x, x",
        "${SET:-other}, value",
        "$${SET}, ${SET}",
        "$SET $$, $SET $$",
        "${SET}${SET}, valuevalue"
    })
    void env_withVariables_isExpanded(String written, String expanded) throws Exception {
        Home home = home().writes("agents: {claude: {env: {X: '" + written + "'}}}")
                .variable("SET", "value")
                .variable("EMPTY", "");

        Map<String, String> all = new HashMap<>(home.agents().get("claude").environment());
        all.putAll(home.secrets("claude"));
        assertThat(all).containsEntry("X", expanded);
    }
}
