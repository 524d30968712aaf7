package io.headjack.internal.provider;

import static io.headjack.CredentialKind.API_KEY;
import static io.headjack.CredentialKind.SUBSCRIPTION;
import static io.headjack.internal.provider.HostHome.CANARY;
import static io.headjack.internal.provider.HostHome.FIRST_FILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.error.CredentialException;
import io.headjack.internal.credential.FoundCredential;
import io.headjack.internal.credential.SecretFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind from each source for each agent, and each source when it is broken. */
class CredentialMatrixTest {
    private static final String FORMS = """
            claude,   SUBSCRIPTION, CLAUDE_CODE_OAUTH_TOKEN
            claude,   API_KEY,      ANTHROPIC_API_KEY
            codex,    API_KEY,      OPENAI_API_KEY
            gemini,   API_KEY,      GEMINI_API_KEY
            opencode, API_KEY,      ANTHROPIC_API_KEY
            opencode, API_KEY,      OPENAI_API_KEY
            """;

    @TempDir
    Path directory;

    private HostHome home() {
        return new HostHome(directory);
    }

    private static void assertVariable(Optional<FoundCredential> found, CredentialKind kind, String variable) {
        assertThat(found).hasValueSatisfying(each -> {
            assertThat(each.kind()).isEqualTo(kind);
            assertThat(each.variables()).containsOnlyKeys(variable);
            assertThat(each.variables().get(variable).reveal()).isEqualTo(CANARY);
            assertThat(each.files())
                    .allSatisfy(file -> assertThat(file.content().reveal())
                            .isEqualToIgnoringWhitespace("{\"" + variable + "\": \"" + CANARY + "\"}"));
            assertThat(each.toString()).doesNotContain(CANARY);
        });
    }

    @ParameterizedTest
    @CsvSource(textBlock = FORMS)
    void find_variableOfTheEnvironment_isThatVariableInside(String agent, CredentialKind kind, String variable) {
        assertVariable(home().variable(variable, CANARY).find(agent), kind, variable);
    }

    @ParameterizedTest
    @CsvSource({"claude, 0", "codex, 1", "gemini, 0", "opencode, 0"})
    void find_apiKey_isInAFileOfTheAgentThatTakesItFromNowhereElse(String agent, int files) {
        FoundCredential found = home().find(
                        agent, CredentialSource.program(() -> CANARY).kind(API_KEY))
                .orElseThrow();

        assertThat(found.files()).hasSize(files).allSatisfy(each -> {
            assertThat(each.path()).isEqualTo(".codex/auth.json");
            assertThat(each.account()).isNotEmpty().doesNotContain(CANARY);
        });
    }

    @Test
    void find_apiKeyOfClaude_tellsItsEndIfThatIsLittleOfIt() {
        String end = "0123456789-abcdef_XY";
        assertThat(settings("claude", API_KEY, CANARY + end))
                .containsExactly(".claude.json: {\"customApiKeyResponses\": {\"approved\": [\"" + end + "\"]}}");
        assertThat(settings("claude", API_KEY, "x" + end)).isEmpty();
        assertThat(settings("claude", API_KEY, CANARY + "\"]}}" + end.substring(4) + "}"))
                .isEmpty();
        assertThat(settings("claude", SUBSCRIPTION, CANARY + end)).isEmpty();
    }

    @Test
    void find_credentialOfGemini_tellsItWhichKindThatIs() throws Exception {
        assertThat(settings("gemini", API_KEY, CANARY))
                .containsExactly(".gemini/settings.json: "
                        + "{\"security\": {\"auth\": {\"selectedType\": \"gemini-api-key\"}}}");
        assertThat(shown(home().files("gemini").find("gemini").orElseThrow()))
                .containsExactly(".gemini/settings.json: "
                        + "{\"security\": {\"auth\": {\"selectedType\": \"oauth-personal\"}}}");
    }

    private List<String> settings(String agent, CredentialKind kind, String secret) {
        return shown(home().find(agent, CredentialSource.program(() -> secret).kind(kind))
                .orElseThrow());
    }

    private static List<String> shown(FoundCredential found) {
        return found.settings().entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue().reveal())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(textBlock = FORMS)
    void find_emptyVariable_countsAsNotSet(String agent, CredentialKind kind, String variable) {
        assertThat(home().variable(variable, "").find(agent)).isEmpty();
        assertUnusable(
                () -> home().variable(variable, "")
                        .find(agent, CredentialSource.environment().kind(kind)),
                "it is missing; it would be in",
                variable,
                "docs/credentials.md");
    }

    @ParameterizedTest
    @CsvSource(textBlock = FORMS)
    void find_variableOfTwoLines_isUnusable(String agent, CredentialKind kind, String variable) {
        assertUnusable(() -> home().variable(variable, CANARY + "\nx").find(agent), variable, "more than one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini", "opencode"})
    void find_nothingAnywhere_isNothing(String agent) {
        assertThat(home().find(agent)).isEmpty();
    }

    @Test
    void find_filesOfClaude_isTheTokenAlone() throws Exception {
        Optional<FoundCredential> found = home().files("claude").find("claude");

        assertVariable(found, SUBSCRIPTION, "CLAUDE_CODE_OAUTH_TOKEN");
        assertThat(found.orElseThrow().expiresAt()).contains(HostHome.NOW.plusSeconds(3600));
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "gemini", "opencode"})
    void find_filesOfTheAgent_areFilesInside(String agent) throws Exception {
        FoundCredential found = home().files(agent).find(agent).orElseThrow();

        assertThat(found.kind()).isEqualTo(SUBSCRIPTION);
        assertThat(found.variables()).isEmpty();
        assertThat(found.files())
                .extracting(SecretFile::path)
                .containsExactlyInAnyOrderElementsOf(HostHome.FILES.get(agent).keySet());
        assertThat(found.files().get(0).content().reveal())
                .isEqualTo(HostHome.FILES.get(agent).get(FIRST_FILE.get(agent)));
        assertThat(found.toString()).doesNotContain(CANARY).contains(FIRST_FILE.get(agent));
    }

    @Test
    void find_fileOfCodexWithAKey_isAnApiKey() throws Exception {
        HostHome home = home();
        home.write(".codex/auth.json", "{\"OPENAI_API_KEY\": \"" + CANARY + "\"}");

        assertThat(home.find("codex")).map(FoundCredential::kind).contains(API_KEY);
        assertUnusable(
                () -> home.find("codex", CredentialSource.file().kind(SUBSCRIPTION)),
                "auth.json lacks the field \"tokens.access_token\"");
    }

    @Test
    void find_optionalFileMissing_isLeftOut() throws Exception {
        HostHome home = home().files("gemini");
        Files.delete(directory.resolve(".gemini/google_accounts.json"));

        assertThat(home.find("gemini").orElseThrow().files()).hasSize(1);
    }

    @Test
    void find_optionalFileBroken_isUnusable() throws Exception {
        HostHome home = home().files("gemini");
        home.write(".gemini/google_accounts.json", CANARY);

        assertUnusable(() -> home.find("gemini"), "google_accounts.json is no JSON object");
    }

    @Test
    void find_bothAccountsOfOnePerson_areOneWhateverWasRefreshed() throws Exception {
        HostHome home = home().files("codex");
        String before = home.find("codex").orElseThrow().files().get(0).account();
        home.write(".codex/auth.json", "{\"tokens\": {\"access_token\": \"other\", \"account_id\": \"me\"}}");
        assertThat(home.find("codex").orElseThrow().files().get(0).account()).isEqualTo(before);

        home.write(".codex/auth.json", "{\"tokens\": {\"access_token\": \"other\", \"account_id\": \"you\"}}");
        assertThat(home.find("codex").orElseThrow().files().get(0).account()).isNotEqualTo(before);
    }

    static List<Object[]> brokenFiles() {
        List<Object[]> all = new ArrayList<>();
        for (String agent : FIRST_FILE.keySet()) {
            for (Broken broken : Broken.values()) {
                if (broken != Broken.EXPIRED || agent.equals("claude")) {
                    all.add(new Object[] {agent, broken});
                }
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("brokenFiles")
    void find_brokenFile_isUnusableAndNeverPassedOver(String agent, Broken broken) throws Exception {
        HostHome home = home().files(agent);
        Path file = directory.resolve(FIRST_FILE.get(agent));
        broken.breaking(file);

        assertUnusable(() -> home.find(agent), "the credential of " + agent, file.toString(), broken.words);
        assertThat(home.look(agent, CredentialSource.nowhere())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex", "gemini", "opencode"})
    void find_fileMissingButChosen_isUnusable(String agent) {
        assertUnusable(
                () -> home().find(agent, CredentialSource.file()),
                "it is missing; it would be in",
                FIRST_FILE.get(agent));
    }

    @Test
    void find_variableAndFile_isTheVariable() throws Exception {
        HostHome home = home().files("codex").variable("OPENAI_API_KEY", "of-the-environment");

        assertThat(home.find("codex")).map(FoundCredential::source).contains("the variable OPENAI_API_KEY");
        assertThat(home.find("codex", CredentialSource.file()))
                .map(FoundCredential::kind)
                .contains(SUBSCRIPTION);
        assertThat(home.find("codex", CredentialSource.any().kind(SUBSCRIPTION)))
                .map(FoundCredential::kind)
                .contains(SUBSCRIPTION);
        assertThat(home.find("codex", CredentialSource.nowhere())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "claude, SUBSCRIPTION, CLAUDE_CODE_OAUTH_TOKEN",
        "claude, API_KEY, ANTHROPIC_API_KEY",
        "codex, API_KEY, OPENAI_API_KEY",
        "gemini, API_KEY, GEMINI_API_KEY",
        "opencode, API_KEY, ANTHROPIC_API_KEY"
    })
    void find_commandOrProgram_isThatVariableInside(String agent, CredentialKind kind, String variable) {
        assertVariable(home().find(agent, command("printf '%s\\n' " + CANARY).kind(kind)), kind, variable);
        assertVariable(home().find(agent, CredentialSource.program(() -> CANARY).kind(kind)), kind, variable);
        assertThat(home().look(agent, command("touch looked").kind(kind)))
                .map(FoundCredential::kind)
                .contains(kind);
        assertThat(directory.resolve("looked")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"codex", "gemini", "opencode"})
    void find_commandForASubscription_isTheFirstFileInside(String agent) throws Exception {
        Path elsewhere = home().write("elsewhere", HostHome.FILES.get(agent).get(FIRST_FILE.get(agent)));

        FoundCredential found = home().find(
                        agent,
                        CredentialSource.command(List.of("cat", elsewhere.toString()))
                                .kind(SUBSCRIPTION))
                .orElseThrow();

        assertThat(found.files()).extracting(SecretFile::path).containsExactly(FIRST_FILE.get(agent));
        assertThat(found.ofThisHome()).isFalse();
    }

    @Test
    void find_commandThatPrintsTheFileOfClaude_isTheTokenAlone() throws Exception {
        Path elsewhere = home().write("elsewhere", HostHome.FILES.get("claude").get(FIRST_FILE.get("claude")));

        assertVariable(
                home().find("claude", command("cat " + elsewhere).kind(SUBSCRIPTION)),
                SUBSCRIPTION,
                "CLAUDE_CODE_OAUTH_TOKEN");
    }

    @Test
    void find_commandOfAnUnknownKind_asksForIt() {
        assertUnusable(() -> home().find("claude", command("echo " + CANARY)), "agents.claude.credential.kind");
    }

    @ParameterizedTest
    @MethodSource("brokenCommands")
    void find_brokenCommand_isUnusable(String script, String words) {
        HostHome home = home();
        for (String agent : FIRST_FILE.keySet()) {
            assertUnusable(
                    () -> home.find(agent, command(script).kind(API_KEY)),
                    "the credential of " + agent,
                    "the command sh",
                    words);
        }
    }

    static List<Object[]> brokenCommands() {
        String prints = "printf '%s\\n' " + CANARY + "; ";
        return List.of(
                new Object[] {prints + "echo 'gpg: no key' >&2; exit 2", "failed with exit code 2: gpg: no key"},
                new Object[] {prints + "echo two", "has more than one line"},
                new Object[] {"exec head -c 10000000 /dev/zero", "printed more than 65536 bytes"},
                new Object[] {":", "is empty"},
                new Object[] {"echo", "is empty"},
                new Object[] {"printf '" + CANARY + "\\377'", "is no text in UTF-8"},
                new Object[] {"printf '" + CANARY + "\\033[m'", "control characters"});
    }

    @Test
    void find_commandThatHangs_isUnusable() {
        HostHome home = home().patience(Duration.ofSeconds(1));

        assertUnusable(
                () -> home.find(
                        "claude", command("echo " + CANARY + "; exec sleep 60").kind(API_KEY)),
                "the command sh",
                "did not end within 1 s");
    }

    @Test
    void find_commandThatIsNotThere_isUnusable() {
        assertUnusable(
                () -> home().find(
                                "claude",
                                CredentialSource.command(List.of("no-such-program"))
                                        .kind(API_KEY)),
                "the command no-such-program",
                "could not be run");
    }

    @Test
    void find_programThatFails_isUnusableWithoutItsWords() {
        assertUnusable(
                () -> home().find(
                                "codex",
                                CredentialSource.program(() -> {
                                            throw new IllegalStateException(CANARY);
                                        })
                                        .kind(API_KEY)),
                "IllegalStateException");
    }

    private static CredentialSource command(String script) {
        return CredentialSource.command(List.of("sh", "-c", script));
    }

    private static void assertUnusable(Runnable finding, String... words) {
        assertThatThrownBy(finding::run)
                .isInstanceOf(CredentialException.class)
                .hasMessageContainingAll(words)
                .satisfies(thrown -> {
                    StringWriter trace = new StringWriter();
                    thrown.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain(CANARY);
                });
    }

    /** Ways in which a file cannot be used. */
    enum Broken {
        OPEN_TO_OTHERS("is open to others, with mode 644; run chmod 600") {
            @Override
            void breaking(Path file) throws Exception {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
        },
        LINK("is a link") {
            @Override
            void breaking(Path file) throws Exception {
                Path other = file.resolveSibling("other");
                Files.move(file, other);
                Files.createSymbolicLink(file, other);
            }
        },
        DANGLING_LINK("is a link") {
            @Override
            void breaking(Path file) throws Exception {
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of("nowhere"));
            }
        },
        FIFO("is no plain file") {
            @Override
            void breaking(Path file) throws Exception {
                Files.delete(file);
                assertThat(new ProcessBuilder("mkfifo", "-m", "600", file.toString())
                                .start()
                                .waitFor())
                        .isZero();
            }
        },
        DIRECTORY("is no plain file") {
            @Override
            void breaking(Path file) throws Exception {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        EMPTY("is empty") {
            @Override
            void breaking(Path file) throws Exception {
                Files.writeString(file, "");
            }
        },
        NO_JSON("is no JSON object") {
            @Override
            void breaking(Path file) throws Exception {
                Files.writeString(file, "{\"x\": " + CANARY + "}");
            }
        },
        A_LIST("is no JSON object") {
            @Override
            void breaking(Path file) throws Exception {
                Files.writeString(file, "[\"" + CANARY + "\"]");
            }
        },
        BINARY("is no JSON object") {
            @Override
            void breaking(Path file) throws Exception {
                Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', '}'});
            }
        },
        NOTHING_IN_IT("") {
            @Override
            void breaking(Path file) throws Exception {
                Files.writeString(file, "{}");
            }
        },
        HUGE("has more than 65536 bytes") {
            @Override
            void breaking(Path file) throws Exception {
                Files.writeString(file, "{\"x\": \"" + CANARY.repeat(10_000) + "\"}");
            }
        },
        EXPIRED("expired at 2026-03-01T11:00:00Z") {
            @Override
            void breaking(Path file) throws Exception {
                Files.writeString(
                        file,
                        Files.readString(file)
                                .replaceAll(
                                        "(\"expiresAt\": )\\d+",
                                        "$1" + HostHome.NOW.minusSeconds(3600).toEpochMilli()));
            }
        };

        final String words;

        Broken(String words) {
            this.words = words;
        }

        abstract void breaking(Path file) throws Exception;
    }
}
