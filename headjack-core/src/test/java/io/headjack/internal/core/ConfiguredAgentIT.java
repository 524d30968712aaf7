package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.AgentReadiness;
import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.Permissions;
import io.headjack.Receipt;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionRequest;
import io.headjack.error.AgentFailedException;
import io.headjack.error.CredentialException;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.os.Environment;
import io.headjack.spi.HeadjackConfiguration;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that only the configuration file knows, and its secret. */
@RequiresTool({"git", "tmux"})
@Timeout(120)
class ConfiguredAgentIT {
    private static final String SECRET = "s3cret of 'the' $(environment) \\n \"and\"\nmore";
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void start_agentOfTheFile_getsItsSecret_andNothingIsRecorded() throws Exception {
        Path data = directory.resolve("data");
        String configuration = """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  own:
                    command: [sh, -c, 'echo "$#:$1:$(printf %%s "$OWN_KEY" | cksum)"; sleep 600', sh]
                    flags: [one]
                    env: {OWN_KEY: '${OWN_KEY}'}
                """.formatted(data);
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("OWN_KEY", SECRET);
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = open(configuration, variables)) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();
            Session session = instance.sessions().agent("own").start();
            session.awaitOutput(Pattern.compile("1:one:" + cksum(SECRET)), LONG);

            assertThat(holding(data, "s3cret")).isEmpty();
            assertThat(secrets(data))
                    .singleElement()
                    .satisfies(each -> assertThat(each).isEmptyDirectory());
            assertThat(session.info().toString() + instance.info()).doesNotContain("s3cret");
            session.kill();
            assertThat(secrets(data)).isEmpty();

            instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        }
    }

    @Test
    void start_fileForTheHomeOfThisHost_isRefusedAndLeavesNothing() throws Exception {
        Path data = directory.resolve("data");
        String configuration = """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  codex:
                    command: [sh, -c, 'exit 3', sh]
                    credential: {kind: subscription, command: [echo, '{"tokens": {"access_token": "s3cret"}}']}
                """.formatted(data);
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = open(configuration, System.getenv())) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();

            assertThat(headjack.credentials().check("codex").source()).contains("the command echo");
            assertThatThrownBy(() -> instance.sessions().agent("codex").start())
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("~/.codex/auth.json")
                    .hasMessageNotContaining("s3cret");
            assertThat(instance.sessions().list()).isEmpty();

            instance.remove();
        }
    }

    @Test
    void start_agentWithANameAPlaceAndOptions_hasThem() throws Exception {
        String configuration = """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  own:
                    command: [sh, -c, 'printf "<%%s>" "$(basename "$PWD")" "$@"; echo; exec sleep 600', sh]
                    flags: [--fixed]
                    modelArguments: [--model]
                    permissionArguments: {plan: [--mode, read], ask: []}
                    promptArguments: [--task=]
                    window_name: helper
                    working_dir: below
                """.formatted(directory.resolve("data"));
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = open(configuration, System.getenv())) {
            repository.commit("First", Map.of("below/a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();
            SessionRequest request = instance.sessions().agent("own");

            Session first = request.model("big")
                    .permissions(Permissions.PLAN)
                    .arguments(List.of("--more", "two words"))
                    .prompt("do it")
                    .start();
            Session second = request.permissions(Permissions.ASK).start();

            first.awaitOutput(
                    Pattern.compile("<below><--fixed><--model><big><--mode><read><--more><two words><--task=do it>"),
                    LONG);
            second.awaitOutput(Pattern.compile("<below><--fixed>(?!<)"), LONG);
            assertThat(first.info().name()).hasToString("helper");
            assertThat(second.info().name()).hasToString("helper-2");
            assertThatThrownBy(() -> request.permissions(Permissions.ALL))
                    .isInstanceOf(UnsupportedException.class)
                    .hasMessageContaining("no option of own is known for the permissions ALL, but for [PLAN, ASK]");
            instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        }
    }

    @Test
    void list_agentThatCanDoWithoutACredential_isReadyAndSaysSo() throws Exception {
        String configuration = """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  own: {command: [sh], credential: {variables: [NOT_THERE], optional: true}}
                  other: {command: [sh], credential: {variables: [NOT_THERE]}}
                """.formatted(directory.resolve("data"));
        try (Headjack headjack = open(configuration, System.getenv())) {
            assertThat(headjack.agents().get("own").readiness()).isEqualTo(AgentReadiness.READY);
            assertThat(headjack.agents().get("own").reason())
                    .isEqualTo("this host has sh; no credential was found, and it can do without");
            assertThat(headjack.agents().get("other").readiness()).isEqualTo(AgentReadiness.NO_CREDENTIALS);
        }
    }

    @Test
    void submit_ofManyToAnAgentThatTakesEnterLater_staysWhole() throws Exception {
        Path data = directory.resolve("data");
        String configuration = """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  own: {command: [sh, -c, 'while read -r line; do echo "<$line>"; done'], enterAfter: 50}
                """.formatted(data);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = open(configuration, System.getenv());
                Headjack other = open(configuration, System.getenv())) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();
            Session session = instance.sessions().agent("own").start();
            List<String> words = List.of("one", "two", "three", "four", "five", "six");

            List<Callable<Receipt>> typing = new ArrayList<>();
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                Headjack by = i % 2 == 0 ? headjack : other;
                typing.add(() -> by.sessions().get(session.id()).submit(word));
            }
            for (Future<Receipt> each : threads.invokeAll(typing)) {
                each.get();
            }

            for (String word : words) {
                session.awaitOutput(Pattern.compile("<" + word + ">"), LONG);
            }
            instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void headless_agentThatFailsInColour_isToldInPlainWords() throws Exception {
        Path data = directory.resolve("data");
        String configuration = """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  own:
                    command: [sh, -c, 'printf "\\033[31mno \\033[1mkey\\033[0m\\n" >&2; exit 4']
                    headlessArguments: [--once]
                """.formatted(data);
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = open(configuration, System.getenv())) {
            repository.commit("First", Map.of("a.txt", "a\n"));
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/x")
                    .create();

            assertThatThrownBy(() ->
                            instance.sessions().agent("own").prompt("Work").headless(LONG))
                    .isInstanceOf(AgentFailedException.class)
                    .hasMessageContaining("exit code 4 and without an answer, and said: no key;");

            instance.remove();
        }
    }

    private static String cksum(String text) throws Exception {
        Process process = new ProcessBuilder("cksum").start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static List<Path> secrets(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data.resolve("tmp"))) {
            return all.filter(each -> each.toString().endsWith(".secrets")).toList();
        }
    }

    private static List<Path> holding(Path directory, String text) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(each -> content(each).contains(text))
                    .toList();
        }
    }

    private Headjack open(String configuration, Map<String, String> variables) throws IOException {
        Path file = Files.writeString(directory.resolve("config.yaml"), configuration);
        HeadjackConfiguration asked =
                new HeadjackConfiguration(null, file, null, null, null, Clock.systemUTC(), new HeadjackListener() {});
        return Wiring.open(asked, new Environment(variables));
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
