package io.headjack.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path directory;

    private Home home() {
        return new Home(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "|default.agent|claude|default:\\n  agent: claude\\n",
                "# mine\\n|runtime.name|podman|# mine\\nruntime:\\n  name: podman\\n",
                "runtime:\\n  # why\\n  name: a # b\\n|runtime.name|c|runtime:\\n  # why\\n  name: c # b\\n",
                "runtime: {name: a}\\n|runtime.name|c|runtime: {name: c}\\n",
                "runtime:\\n  name: a\\n# end|runtime.flags.dns|1.1.1.1|runtime:\\n  flags:\\n    dns: 1.1.1.1\\n  name: a\\n# end",
                "runtime: {name: a}|runtime.flags.dns|[x, y]|runtime: {flags: {dns: [x, y]}, name: a}",
                "default:\\n|default.agent|claude|default: {agent: claude}\\n",
                "default:\\n  agent:\\n|default.agent|claude|default:\\n  agent: claude\\n",
                "default: {}\\n|default.base_image|a b|default: {base_image: \"a b\"}\\n",
                "default: {}|runtime.name|x|default: {}\\nruntime:\\n  name: x\\n",
                "default: {base_image: \"ü𝄞\"} # 𝄞\\n|default.base_image|x:1|default: {base_image: x:1} # 𝄞\\n",
                "|default.base_image|5|default:\\n  base_image: \"5\"\\n",
                "|agents.x.command|[x, --y]|agents:\\n  x:\\n    command: [x, --y]\\n",
                "agents:\\n  x:\\n    command:\\n      - x\\n    # next\\n    flags: [y]\\n|agents.x.command|[z]|agents:\\n  x:\\n    command: [z]\\n    # next\\n    flags: [y]\\n",
                "|agents.claude.env.KEY|${KEY:-}|agents:\\n  claude:\\n    env:\\n      KEY: \"${KEY:-}\"\\n",
                "|agents.claude.idleAfter|7|agents:\\n  claude:\\n    idleAfter: 7\\n",
            })
    void set_keepsTheRest(String before, String key, String value, String after) throws Exception {
        Home home = home().writes(before == null ? "" : before.replace("\\n", "\n"));

        home.set(key, value);

        assertThat(home.text()).isEqualTo(after.replace("\\n", "\n"));
        assertThat(home.setting(key).value()).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "default.agnt|x|invalid configuration key \"default.agnt\"; known are [default.agent, ",
                "default|x|invalid configuration key \"default\"",
                "agents.claude|x|invalid configuration key \"agents.claude\"",
                "agents.Bad.command|[x]|is no agent's id",
                "storage.logs|/x|invalid configuration key \"storage.logs\"",
                "default.agent|none|must be one of the agents [claude], was none",
                "agents.claude.command|claude|must be a list",
                "agents.claude.command|[claude|cannot be \"[claude\"",
                "agents.claude.command|[x] # y|cannot be \"[x] # y\"",
                "agents.claude.idle|['(']|must be a regular expression",
                "agents.claude.env.A-B|x|is no name of a variable",
                "default.base_image|` `|must be text without control characters",
            })
    void set_wrong_leavesTheFileAsItWas(String key, String value, String message) throws Exception {
        Home home = home().writes("# mine\nruntime: {name: a}\n");

        assertThatThrownBy(() -> home.set(key, value))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(message);
        assertThat(home.text()).isEqualTo("# mine\nruntime: {name: a}\n");
    }

    @Test
    void set_listAtTheMargin_isReplaced() throws Exception {
        Home home = home().writes("agents:\n  claude:\n    command:\n    - x\n    - y\n    flags: [z]\n");

        home.set("agents.claude.command", "[a]");

        assertThat(home.text()).isEqualTo("agents:\n  claude:\n    command: [a]\n    flags: [z]\n");
    }

    @Test
    void set_fileWrittenInAnotherWay_isRightOrRefused() throws Exception {
        String before = "{default: {agent: claude}}\n";
        Home home = home().writes(before + "# end\n");

        home.set("runtime.name", "podman");

        assertThat(home.text()).isEqualTo("{runtime: {name: podman}, default: {agent: claude}}\n# end\n");
        String strange = "agents:\n  claude:\n    command: # why\n    - x\n";
        home.writes(strange);
        assertThatThrownBy(() -> home.set("agents.claude.command", "[a]"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("cannot be set in " + home.file + " as that is written; edit the file itself");
        assertThat(home.text()).isEqualTo(strange);
    }

    @Test
    void set_missingFile_isMadeForItsOwnerOnly() throws Exception {
        Home home = home();

        home.set("runtime.name", "podman");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(home.file.getParent())) {
            assertThat(files).containsExactly(home.file);
        }
    }

    @Test
    void set_linkedFile_staysALink() throws Exception {
        Path real = Files.writeString(directory.resolve("dotfile"), "# mine\n");
        Home home = home();
        Files.createDirectories(home.file.getParent());
        Files.createSymbolicLink(home.file, real);

        home.set("runtime.name", "podman");

        assertThat(home.file).isSymbolicLink();
        assertThat(real).hasContent("# mine\nruntime:\n  name: podman\n");
    }
}
