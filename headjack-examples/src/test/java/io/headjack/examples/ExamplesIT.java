package io.headjack.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.Headjack;
import io.headjack.HeadjackEvent.InstanceStopped;
import io.headjack.Instance;
import io.headjack.InstanceInfo;
import io.headjack.InstanceState;
import io.headjack.RemoveOption;
import io.headjack.SessionState;
import io.headjack.spi.ContainerRuntime;
import io.headjack.spi.ContainerRuntimeProvider;
import io.headjack.spi.RuntimeContext;
import io.headjack.testkit.EventRecorder;
import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example does on a real engine what it says, and cleans up behind itself. */
@RequiresTool({"docker", "git"})
class ExamplesIT {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("");
    private static final Pattern JAVA = Pattern.compile("(?s)```java\n(.*?)```");

    @TempDir
    Path directory;

    private TempRepository repository;
    private Path data;
    private Program program;

    @BeforeEach
    void makeRepository() throws Exception {
        repository = TempRepository.create(Files.createDirectory(directory.resolve("repository")));
        data = directory.resolve("share/headjack");
        program = new Program(
                repository.directory(),
                directory.resolve("output"),
                Map.of("XDG_DATA_HOME", directory.resolve("share").toString()));
    }

    @AfterEach
    void removeAll() {
        try (Headjack headjack = open()) {
            for (InstanceInfo left : headjack.instances().list()) {
                headjack.instances().get(left.id()).remove(RemoveOption.STOP_SESSIONS, RemoveOption.DISCARD_WORK);
            }
        }
    }

    @Test
    void parallelBranches_ended_hasCommitOnEachBranch() throws Exception {
        String printed = run("ParallelBranches");

        for (String part : List.of("parser", "printer", "reader", "writer", "index")) {
            assertThat(printed).contains("docs/" + part + ": exit code 0, 1 commit");
            assertThat(repository.git("show", "docs/" + part + ":" + part + ".txt"))
                    .isEqualTo("notes on the " + part + "\n");
        }
        assertNothingIsLeft();
    }

    @Test
    void followLogs_ended_hasPrintedBothWhole() throws Exception {
        assertThat(run("FollowLogs").lines())
                .containsSubsequence("left   | step 1", "left   | step 2", "left   | step 3", "left   | over")
                .containsSubsequence("right  | step 1", "right  | step 2", "right  | step 3", "right  | over")
                .endsWith("left ended with \"over\"", "right printed 30 bytes");
        assertNothingIsLeft();
    }

    @Test
    void reviewLoop_ended_hasPassedInTheThirdRound() throws Exception {
        assertThat(run("ReviewLoop").lines())
                .containsExactly(
                        "round 1: the review misses \"dear\"",
                        "round 2: the review misses \"world\"",
                        "passed after 3 rounds",
                        "3 commits collected");
        assertThat(repository.git("show", "feat/greeting:greeting.txt")).isEqualTo("hello\ndear\nworld\n");
        assertNothingIsLeft();
    }

    @Test
    void customRuntime_ended_hasToldItsCalls() throws Exception {
        assertThat(run("CustomRuntime"))
                .containsPattern("(?m)^create took \\d+ ms$")
                .containsPattern("(?m)^remove took \\d+ ms$")
                .contains("uname says Linux");
        assertNothingIsLeft();
    }

    @Test
    void customAgent_ended_wasGivenItsPrompt() throws Exception {
        assertThat(run("CustomAgent").lines())
                .containsExactly("(a script, no model) I was told: --task say what this is", "FAST_FORWARDED");
        assertThat(repository.git("log", "-1", "--format=%s", "try/agent")).isEqualTo("Note what I was told\n");
        assertNothingIsLeft();
    }

    @Test
    void fiveAgents_ended_haveShownWhatTheyChanged() throws Exception {
        Path none = Files.createFile(directory.resolve("none.yaml"));

        String printed = program.java(
                "io.headjack.examples.FiveAgents", repository.directory(), data, none, "stand-in", "look at PART");

        for (String part : List.of("parser", "printer", "reader", "writer", "index")) {
            String told = "(a script, no model) I was told: --task look at " + part;
            assertThat(printed).contains("docs/" + part + ": " + told, "+" + told);
            assertThat(repository.git("show", "docs/" + part + ":told.txt")).isEqualTo(told + "\n");
        }
        assertNothingIsLeft();
    }

    @Test
    void reconcileOnBoot_afterAllDiedAtOnce_startsThemAndTellsLostSessions() throws Exception {
        try (Headjack headjack = open()) {
            Instance instance = headjack.instances()
                    .in(repository.directory())
                    .branch("feat/boot")
                    .ensure();
            instance.sessions().command("sleep", "600").name("sleeper").start();
            EventRecorder heard = EventRecorder.of(instance.events());
            // With KILL, as when the power goes: nobody can leave an exit code.
            instance.exec("sh", "-c", "(sleep 0.2; kill -9 -1) </dev/null >/dev/null 2>&1 &")
                    .run();
            heard.await(InstanceStopped.class);

            String printed = program.java("io.headjack.examples.ReconcileOnBoot", data);

            assertThat(printed).startsWith("feat/boot: STOPPED\nfeat/boot: started\n");
            assertThat(printed).contains("feat/boot: session sleeper is LOST, its log is " + data);
            assertThat(instance.info().state()).isEqualTo(InstanceState.RUNNING);
            assertThat(instance.sessions().get("sleeper").info().state()).isEqualTo(SessionState.LOST);
        }
    }

    @Test
    void jshell_linesOfTheDocument_createFollowAndCollect() throws Exception {
        String lines = JAVA.matcher(Files.readString(ROOT.resolve("docs/jshell.md")))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);

        String printed = program.run(List.of(ROOT.resolve("scripts/jshell").toString()), lines);

        assertThat(printed)
                .doesNotContain("Error:", "Exception")
                .contains("FAST_FORWARDED")
                .contains("Instance[");
        assertThat(repository.git("log", "-1", "--format=%s", "feat/hello")).isEqualTo("Hello\n");
        assertNothingIsLeft();
    }

    private String run(String example) throws Exception {
        return program.java("io.headjack.examples." + example, repository.directory(), data);
    }

    private void assertNothingIsLeft() {
        try (Headjack headjack = open();
                ContainerRuntime engine = engine()) {
            assertThat(headjack.instances().list()).isEmpty();
            assertThat(engine.list(
                            Map.of("io.headjack.catalog", headjack.catalog().id())))
                    .isEmpty();
        }
        assertThat(repository.git("worktree", "list").lines()).hasSize(1);
    }

    private Headjack open() {
        return Headjack.builder().dataDirectory(data).runtime("docker").open();
    }

    private ContainerRuntime engine() {
        return ServiceLoader.load(ContainerRuntimeProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.id().equals("docker"))
                .findFirst()
                .orElseThrow()
                .create(new RuntimeContext(data, System.getenv(), Clock.systemUTC(), progress -> {}));
    }
}
