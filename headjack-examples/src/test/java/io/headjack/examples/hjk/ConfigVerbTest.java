package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ConfigVerbTest {
    @TempDir
    Path directory;

    private HjkRun config(String text, String... words) throws Exception {
        return hjk(text, Stream.concat(Stream.of("config"), Stream.of(words)).toArray(String[]::new));
    }

    private HjkRun hjk(String text, String... words) throws Exception {
        Files.writeString(file(), text);
        return HjkRun.piped(
                new FakeHeadjack(),
                Stream.concat(Stream.of("--config", file().toString(), "--data-dir", "/data"), Stream.of(words))
                        .toArray(String[]::new));
    }

    private Path file() {
        return directory.resolve("config.yaml");
    }

    @Test
    void config_alone_showsWhatIsInForceAndItsSource() throws Exception {
        HjkRun run = config("runtime:\n  name: podman\nagents: {codex: {env: {KEY: '${NONE:-k}'}}}\n");

        assertThat(run.exitCode).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "KEY VALUE SOURCE",
                        "runtime.name podman " + file() + ":2",
                        "storage.directory /data builder",
                        "agents.codex.env {KEY: ${NONE:-k}} " + file() + ":3");
    }

    @Test
    void config_withKey_printsItsValue() throws Exception {
        assertThat(config("default: {agent: codex}", "default.agent").out()).isEqualTo("codex\n");
    }

    @Test
    void config_withKeyThatIsNotSet_saysHow() throws Exception {
        HjkRun run = config("", "runtime.flags");

        assertThat(run.exitCode).isEqualTo(ExitCode.NOT_FOUND);
        assertThat(run.err())
                .contains("nothing is set for \"runtime.flags\"\nhint: run 'hjk config runtime.flags VALUE'");
    }

    @Test
    void config_withValue_setsIt() throws Exception {
        HjkRun run = config("# mine\ndefault:\n  agent: codex\n", "default.agent", "claude");

        assertThat(run.out()).isEqualTo("Set default.agent = claude\n");
        assertThat(file()).hasContent("# mine\ndefault:\n  agent: claude\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default.agnt|invalid configuration key \"default.agnt\"",
                "default.agnt claude|invalid configuration key \"default.agnt\"",
                "default.agent nobody|\"default.agent\" must be one of the agents [",
                "--edit default.agent|--edit takes no KEY"
            })
    void config_wrong_isWrongUsage(String words, String message) throws Exception {
        HjkRun run = config("# mine\n", words.split(" "));

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(message);
        assertThat(file()).hasContent("# mine\n");
    }

    @Test
    void config_wrongFile_namesTheLine() throws Exception {
        HjkRun run = config("default:\n  agnt: x\n");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith(file() + ":2: \"default.agnt\" is unknown");
    }

    @ParameterizedTest
    @CsvSource({"agent b", "run b prompt"})
    void agent_notNamed_isTheConfigured(String words) throws Exception {
        FakeHeadjack headjack = new FakeHeadjack();
        Files.writeString(file(), "default: {agent: codex}\n");
        HjkRun run = HjkRun.piped(headjack, ("--config " + file() + " " + words).split(" "));

        assertThat(run.err()).isEmpty();
        assertThat(headjack.calls).contains("InstanceSessions.agent(codex)");
    }

    @Test
    void agent_notNamedAndNotConfigured_saysHowToConfigureIt() throws Exception {
        HjkRun run = hjk("", "agent", "b");

        assertThat(run.exitCode).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no default agent is configured", "hjk config default.agent claude");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"agent: codex|0|", "agnt: codex|2|is unknown"})
    void edit_opensTheFileAndChecksIt(String typed, int exitCode, String message) throws Exception {
        Path editor = Files.writeString(
                directory.resolve("my-editor"),
                "#!/bin/sh\n[ \"$1\" = --wait ] && echo 'default: {" + typed + "}' > \"$2\"\n");
        Files.setPosixFilePermissions(editor, PosixFilePermissions.fromString("rwx------"));
        Console console = Console.system();
        Globals globals = new Globals();
        Context context = new Context(globals, console, (all, listener) -> null, new Handover(console));
        ConfigVerb verb = new ConfigVerb(context, new Editor(Map.of("EDITOR", editor + " --wait")));
        StringBuilder thrown = new StringBuilder();
        Path file = directory.resolve("made/config.yaml");

        int exit = new CommandLine(verb)
                .addMixin("globals", globals)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    thrown.append(e.getMessage());
                    return ExitCode.USAGE;
                })
                .execute("--config", file.toString(), "--edit");

        assertThat(exit).isEqualTo(exitCode);
        assertThat(file).hasContent("default: {" + typed + "}\n");
        assertThat(thrown.toString()).contains(message == null ? "" : message);
    }
}
