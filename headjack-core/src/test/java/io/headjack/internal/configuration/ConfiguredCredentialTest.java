package io.headjack.internal.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.CredentialSource.Place;
import io.headjack.error.InvalidRequestException;
import io.headjack.spi.AgentCredential;
import io.headjack.spi.AgentProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredCredentialTest {
    @TempDir
    Path directory;

    private ConfiguredAgents agents(String claude) throws Exception {
        return new Home(directory)
                .writes("agents: {claude: {" + claude + "}}")
                .variable("KEY", "s3cret")
                .configured()
                .agents(Map.of("claude", Home.CLAUDE));
    }

    private CredentialSource source(String credential) throws Exception {
        return agents("credential: {" + credential + "}").credentials().get("claude");
    }

    @ParameterizedTest
    @CsvSource({"environment, ENVIRONMENT", "file, FILE", "none, NOWHERE"})
    void source_place_isTheOnlyOne(String written, Place place) throws Exception {
        assertThat(source("source: " + written).place()).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"subscription, SUBSCRIPTION", "api_key, API_KEY"})
    void source_kind_isTheOnlyOne(String written, CredentialKind kind) throws Exception {
        assertThat(source("kind: " + written).kind()).contains(kind);
        assertThat(source("kind: " + written).place()).isEqualTo(Place.ANY);
    }

    @Test
    void source_command_isTakenAsItIs() throws Exception {
        CredentialSource source = source("kind: api_key, command: [op, read, 'op://a/${b}']");

        assertThat(source.command()).containsExactly("op", "read", "op://a/${b}");
        assertThat(source.kind()).contains(CredentialKind.API_KEY);
    }

    @Test
    void source_nothing_isNoChoice() throws Exception {
        assertThat(agents("credential: {}").credentials()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            kind: both | "agents.claude.credential.kind" must be one of [api_key, subscription], was both
            source: keychain | "agents.claude.credential.source" must be one of [environment, file, none], was keychain
            command: pass | "agents.claude.credential.command" must be a list
            command: [''] | "agents.claude.credential.command" must name a program
            source: file, command: [pass] | "agents.claude.credential.command" is a source of its own
            variables: [1A] | "agents.claude.credential.variables" must be names of variables
            helper: pass | "agents.claude.credential.helper" is unknown; known there are [command, kind, optional, source, variables]
            """)
    void read_wrongValue_isToldWithLineAndKey(String written, String words) {
        assertThatThrownBy(() -> source(written))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("config.yaml:1: " + words);
    }

    @Test
    void variables_ofAnApiKey_keepWhatTheAgentHasToBeTold() throws Exception {
        AgentCredential known =
                AgentCredential.variable(CredentialKind.API_KEY, "KNOWN").settings(Map.of("a.json", "{\"key\": true}"));
        AgentProfile claude = AgentProfile.of("claude", List.of("claude")).credentials(List.of(known));

        ConfiguredAgents agents = new Home(directory)
                .writes("agents: {claude: {credential: {variables: [MY_KEY]}}}\n")
                .configured()
                .agents(Map.of("claude", claude));

        assertThat(agents.profiles().get("claude").credentials())
                .containsExactly(AgentCredential.variable(CredentialKind.API_KEY, "MY_KEY")
                        .settings(Map.of("a.json", "{\"key\": true}")));
    }

    @Test
    void variables_ofAnApiKey_areSecretAndAFormOfTheirs() throws Exception {
        ConfiguredAgents agents = agents("credential: {variables: [MY_KEY]}, env: {MY_KEY: plain, A: 2, B: '${KEY}'}");

        assertThat(agents.profiles().get("claude").credentials())
                .containsExactly(new AgentCredential(CredentialKind.API_KEY, List.of("MY_KEY"), List.of(), Map.of()));
        assertThat(agents.secrets().get("claude")).containsOnlyKeys("MY_KEY", "B");
        assertThat(agents.profiles().get("claude").environment()).isEqualTo(Map.of("A", "2"));
        assertThat(agents.toString()).doesNotContain("plain").doesNotContain("s3cret");
    }

    @Test
    void set_keyOfTheCommandLine_isWrittenBelowTheAgent() throws Exception {
        Home home = new Home(directory).writes("agents: {claude: {flags: [a]}}\n");

        home.set("agents.claude.credential.command", "[pass, show, claude]");
        home.set("agents.claude.credential.kind", "api_key");

        assertThat(home.setting("agents.claude.credential.command").value()).contains("[pass, show, claude]");
        assertThat(home.configured()
                        .agents(Map.of("claude", Home.CLAUDE))
                        .credentials()
                        .get("claude")
                        .kind())
                .contains(CredentialKind.API_KEY);
    }
}
