package io.headjack.internal.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.Headjack;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.error.CredentialException;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        Path file = Files.writeString(directory.resolve("config.yaml"), """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  own:
                    command: [sh, -c, 'echo "$#:$1:$(printf %%s "$OWN_KEY" | cksum)"; sleep 600', sh]
                    flags: [one]
                    env: {OWN_KEY: '${OWN_KEY}'}
                """.formatted(data));
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("OWN_KEY", SECRET);
        HeadjackConfiguration asked =
                new HeadjackConfiguration(null, file, null, null, null, Clock.systemUTC(), new HeadjackListener() {});
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = Wiring.open(asked, new Environment(variables))) {
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
        Path file = Files.writeString(directory.resolve("config.yaml"), """
                runtime: {name: local}
                storage: {directory: %s}
                agents:
                  codex:
                    command: [sh, -c, 'exit 3', sh]
                    credential: {kind: subscription, command: [echo, '{"tokens": {"access_token": "s3cret"}}']}
                """.formatted(data));
        HeadjackConfiguration asked =
                new HeadjackConfiguration(null, file, null, null, null, Clock.systemUTC(), new HeadjackListener() {});
        try (TempRepository repository = TempRepository.create();
                Headjack headjack = Wiring.open(asked, new Environment(System.getenv()))) {
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

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
