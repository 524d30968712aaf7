package io.headjack.docker.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.CredentialKind;
import io.headjack.CredentialSource;
import io.headjack.ExitStatus;
import io.headjack.Headjack;
import io.headjack.HeadjackBuilder;
import io.headjack.HeadjackEvent;
import io.headjack.HeadjackListener;
import io.headjack.Instance;
import io.headjack.Progress;
import io.headjack.RemoveOption;
import io.headjack.Session;
import io.headjack.SessionState;
import io.headjack.error.ConflictException;
import io.headjack.error.CredentialException;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Secrets reach their agents on a real engine, and nobody else finds them anywhere, until the session ends. */
@RequiresTool({"docker", "git"})
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
class CanaryIT {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final String key = canary("key");
    private final String other = canary("other");
    private final String token = canary("token");
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final long since = System.currentTimeMillis() / 1000;

    @TempDir
    static Path directory;

    private Path data;
    private Path config;
    private TempRepository repository;
    private Headjack headjack;
    private Instance instance;

    private static String canary(String name) {
        return "c4n4ry-" + name + "-" + UUID.randomUUID();
    }

    @BeforeAll
    void makeInstance() throws IOException {
        data = directory.resolve("data");
        config = TestAgents.configure(directory, other);
        repository = TempRepository.create();
        repository.commit("First", Map.of("a.txt", "a\n"));
        CapturedLogs.start();
        headjack = open(key, token);
        headjack.events().subscribe(new Hearer());
        instance =
                headjack.instances().in(repository.directory()).branch("feat/x").create();
    }

    @AfterEach
    void endSessions() {
        instance.sessions()
                .list()
                .forEach(each -> instance.sessions().get(each.id().value()).kill());
        inside("rm -rf ~/.codex");
    }

    @AfterAll
    void removeAll() {
        CapturedLogs.stop();
        instance.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        headjack.close();
        repository.close();
    }

    private Headjack open(String apiKey, String access) {
        HeadjackBuilder builder = Headjack.builder()
                .dataDirectory(data)
                .configFile(config)
                .runtime("docker")
                .listener(new HeadjackListener() {
                    @Override
                    public void progress(Progress progress) {
                        told.add(progress.toString());
                    }

                    @Override
                    public void warning(String message) {
                        told.add(message);
                    }
                });
        // What an agent has as a variable of its env comes before; this one has only the other.
        return builder.credential(
                        TestAgents.FILED,
                        CredentialSource.program(() -> file(access)).kind(CredentialKind.SUBSCRIPTION))
                .credential(TestAgents.KEYED, CredentialSource.program(() -> apiKey))
                .open();
    }

    private static String file(String access) {
        return "{\"tokens\": {\"access_token\": \"" + access + "\", \"account_id\": \"" + access + "\"}}";
    }

    private static Session start(Instance where, String agent, String says) {
        Session session = where.sessions().agent(agent).start();
        session.awaitOutput(Pattern.compile(TestAgents.said(says)), LONG);
        return session;
    }

    private void end(Session session) throws IOException {
        Files.createFile(instance.info().worktree().resolve("end-" + session.id()));
        assertThat(session.awaitExit(LONG)).isEqualTo(new ExitStatus(7));
    }

    private long running() {
        return instance.sessions().list().stream()
                .filter(each -> each.state() == SessionState.RUNNING)
                .count();
    }

    private String inside(String script) {
        return instance.exec("sh", "-c", script).run().stdout();
    }

    @Test
    void secrets_whileTheirSessionsRun_areNowhereElse() throws Exception {
        start(instance, TestAgents.KEYED, key);
        start(instance, TestAgents.FILED, file(token));
        Sweep sweep = new Sweep(data, headjack, instance, since, told);

        assertThat(sweep.placesOf(key)).isEmpty();
        assertThat(sweep.placesOf(other)).isEmpty();
        assertThat(sweep.placesOf(token)).containsExactly("inside /headjack/run/codex.secrets/files/0");
        assertThat(inside("stat -c '%a %U' /headjack/run/codex.secrets /headjack/run/codex.secrets/files/0; id -un"))
                .matches("700 (\\S+)\n600 \\1\n\\1\n");
    }

    @Test
    void sweep_textInAnyPlace_findsIt() throws Exception {
        String text = canary("planted");
        Session shell = instance.sessions().shell().environment("PLANTED", text).start();
        instance.sessions().command("sh", "-c", "sleep 600; :", text).start();
        instance.exec("sh", "-c", "cat > /opt/planted || cat > /tmp/planted", text)
                .stdin(new ByteArrayInputStream(text.getBytes(UTF_8)))
                .run();
        instance.exec("sh", "-c", "echo " + text + " > /headjack/run/planted; cp /headjack/run/planted ~/planted")
                .run();
        Files.writeString(data.resolve("ops/planted"), text);
        LoggerFactory.getLogger("planted").trace("{}", text);
        told.add(text);
        shell.send("# " + text);
        shell.awaitOutput(Pattern.compile(text), LONG);

        assertThat(new Sweep(data, headjack, instance, since, told).placesOf(text))
                .contains(
                        "events",
                        "files of the container",
                        "inside /headjack/run/planted",
                        "inspect of an exec",
                        "multiplexer",
                        "logs",
                        "told",
                        "words",
                        "arguments",
                        "file catalog.json",
                        "file ops",
                        "file logs")
                .anyMatch(place -> place.startsWith("environment of "))
                .anyMatch(place -> place.startsWith("inside /home") || place.startsWith("inside /root"));
    }

    @Test
    @Tag("long")
    void secrets_ofAnEnvironmentOfAContainer_areFoundByTheSweep() throws Exception {
        String text = canary("container");
        Instance open = headjack.instances()
                .in(repository.directory())
                .branch("feat/y")
                .environment("PLANTED", text)
                .create();
        try {
            assertThat(new Sweep(data, headjack, open, since, told).placesOf(text))
                    .contains("inspect");
        } finally {
            open.remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
        }
    }

    @Test
    void secrets_whenTheirSessionEnds_goWithIt_alsoWhenNobodyIsThere() throws Exception {
        Session keyed = start(instance, TestAgents.KEYED, key);
        Session filed = start(instance, TestAgents.FILED, file(token));
        Session again = start(instance, TestAgents.FILED, file(token));
        assertThat(inside("readlink ~/.codex/auth.json")).isEqualTo("/headjack/run/codex.secrets/files/0\n");
        headjack.close();
        Path worktree = worktree();

        for (Session session : List.of(keyed, filed)) {
            Files.createFile(worktree.resolve("end-" + session.id()));
        }

        headjack = open(key, token);
        instance = headjack.instances().in(repository.directory()).get("feat/x");
        for (Session session : List.of(keyed, filed)) {
            assertThat(instance.sessions().get(session.id().value()).awaitExit(LONG))
                    .isEqualTo(new ExitStatus(7));
        }
        assertThat(inside("ls -d /headjack/run/*.secrets"))
                .contains("codex.secrets", again.id().value());
        assertThat(inside("cat ~/.codex/auth.json")).isEqualTo(file(token));
        instance.sessions().get(again.id().value()).kill();
        assertThat(inside("ls -A /headjack/run | grep secrets; ls -A ~/.codex | grep auth"))
                .isEmpty();
    }

    private Path worktree() {
        try (Headjack other = open(key, token)) {
            return other.instances().list().get(0).worktree();
        }
    }

    @Test
    @Tag("long")
    void secrets_afterAStop_arePutThereAgain() throws Exception {
        Session keyed = start(instance, TestAgents.KEYED, key);
        Session filed = start(instance, TestAgents.FILED, file(token));
        instance.stop();

        for (Session session : List.of(keyed, filed)) {
            long before = session.log().size();
            session.restart();
            session.awaitOutput(
                    Pattern.compile(TestAgents.said(session.equals(keyed) ? key : file(token))), before, LONG);
        }

        assertThat(new Sweep(data, headjack, instance, since, told).placesOf(key))
                .isEmpty();
        end(keyed);
        end(filed);
        assertThat(inside("ls -A /headjack/run | grep secrets; ls -A ~/.codex | grep auth"))
                .isEmpty();
    }

    @Test
    @Tag("long")
    void sessions_atOnceWithOtherCredentials_seeTheirOwn() throws Exception {
        String otherKey = canary("other-key");
        Session mine = start(instance, TestAgents.KEYED, key);
        Session file = start(instance, TestAgents.FILED, file(token));
        try (Headjack others = open(otherKey, canary("other-token"))) {
            Instance same = others.instances().in(repository.directory()).get("feat/x");

            Session theirs = start(same, TestAgents.KEYED, otherKey);

            assertThat(mine.log().tail(9)).noneMatch(line -> line.contains(TestAgents.said(otherKey)));
            assertThatThrownBy(() -> same.sessions().agent(TestAgents.FILED).start())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("the files of another account");
            assertThat(running()).isEqualTo(3);
            end(theirs);
        }
        end(mine);
        assertThat(inside("cat ~/.codex/auth.json")).isEqualTo(file(token));
        end(file);
        assertThat(inside("ls -A /headjack/run | grep secrets; ls -A ~/.codex | grep auth"))
                .isEmpty();
    }

    @Test
    @Tag("long")
    void files_thatTheHomeHas_areLeftAlone() throws Exception {
        inside("mkdir -p ~/.codex; echo own > ~/.codex/auth.json");

        Session session = start(instance, TestAgents.FILED, "own\n");

        assertThat(told).anyMatch(each -> each.contains("codex keeps the file ~/.codex/auth.json"));
        end(session);
        assertThat(inside("cat ~/.codex/auth.json; ls -A /headjack/run | grep secrets"))
                .isEqualTo("own\n");
    }

    @Test
    @Tag("long")
    void files_thatTheAgentReplaced_areItsOwn() throws Exception {
        Session session = start(instance, TestAgents.FILED, file(token));
        inside("echo refreshed > ~/.codex/new; mv ~/.codex/new ~/.codex/auth.json");
        end(session);

        assertThat(inside("cat ~/.codex/auth.json; ls -A /headjack/run | grep secrets"))
                .isEqualTo("refreshed\n");
    }

    @Test
    void start_withoutItsCredential_leavesNothing() throws Exception {
        try (Headjack broken = Headjack.builder()
                .dataDirectory(data)
                .configFile(config)
                .runtime("docker")
                .credential(
                        TestAgents.FILED, CredentialSource.program(() -> token).kind(CredentialKind.SUBSCRIPTION))
                .open()) {
            Instance same = broken.instances().in(repository.directory()).get("feat/x");

            assertThatThrownBy(() -> same.sessions().agent(TestAgents.FILED).start())
                    .isInstanceOf(CredentialException.class)
                    .hasMessageContaining("is no JSON object")
                    .satisfies(thrown -> assertThat(Traces.of(thrown)).doesNotContain(token));
            assertThat(running()).isZero();
        }
        assertThat(inside("ls -A /headjack/run | grep secrets")).isEmpty();
    }

    /** Keeps what is told of events. */
    private final class Hearer implements Flow.Subscriber<HeadjackEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(HeadjackEvent event) {
            told.add(event.toString());
        }

        @Override
        public void onError(Throwable failure) {
            told.add(Traces.of(failure));
        }

        @Override
        public void onComplete() {}
    }
}
