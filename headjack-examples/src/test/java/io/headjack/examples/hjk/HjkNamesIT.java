package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.ScriptedAgent;
import io.headjack.testkit.TempRepository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and text that hurt, through the command line, on the runtime without isolation. */
@RequiresTool({"git", "tmux"})
class HjkNamesIT {
    private static final String AWKWARD = "re po \"q\" 'r' a:b $(touch x) #{y} %s ü\nnext;";

    @TempDir
    Path directory;

    private TempRepository repository;
    private Path data;
    private String in = "";
    private String out = "";
    private String err = "";

    @BeforeEach
    void makeRepository() throws Exception {
        Path base = Files.createDirectory(directory.resolve(AWKWARD));
        repository = TempRepository.create(base);
        repository.commit("First", Map.of("a.txt", "a\n"));
        data = base.resolve("data");
    }

    @AfterEach
    void removeRepository() {
        repository.close();
    }

    String runtime() {
        return "local";
    }

    private int hjk(String... words) {
        ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of(
                "--repository",
                repository.directory().toString(),
                "--data-dir",
                data.toString(),
                "--runtime",
                runtime()));
        all.addAll(List.of(words));
        Console console = new Console(
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(outBytes, true, StandardCharsets.UTF_8),
                new PrintStream(errBytes, true, StandardCharsets.UTF_8),
                Terminals.NONE,
                () -> 80,
                Clock.systemUTC());
        String[] arguments = all.toArray(String[]::new);
        int code = Hjk.commandLine(console, Globals::openInstalled, new Handover(console), arguments)
                .execute(arguments);
        out = outBytes.toString(StandardCharsets.UTF_8);
        err = errBytes.toString(StandardCharsets.UTF_8);
        return code;
    }

    private void done(String... words) {
        int code = hjk(words);
        assertThat(code).as(err).isZero();
    }

    private void removeAll(String... branches) {
        for (String branch : branches) {
            done("rm", "--force", "--discard-work", branch);
        }
    }

    @Test
    void branches_thatLookAlike_areInstancesOfTheirOwn() {
        String[] branches = {"feat/a", "feat-a", "Feat/A", "feat/ü-x", "x".repeat(200)};
        for (String branch : branches) {
            done("run", branch);
        }
        done("ps", "--json");
        for (String branch : branches) {
            done("exec", "--no-mux", branch, "git", "branch", "--show-current");
            assertThat(out).isEqualTo(branch + "\n");
        }
        removeAll(branches);

        assertThat(hjk("run", "feat..a")).isEqualTo(2);
        assertThat(err).contains("git's rule is that");
    }

    @Test
    void prompts_awkward_reachTheAgentAsTheyAre() throws Exception {
        Files.writeString(directory.resolve("file"), "words of a file");
        done("run", "feat/a");
        int number = 0;
        for (String prompt : List.of(
                "it's \"quoted\"",
                "two\nlines\n",
                "a trailing ;",
                "$(touch executed) ${HOME}",
                "#{pane_id}",
                "-leading",
                "--json",
                "@" + directory.resolve("file"),
                "ü 漢字 🚀",
                "x".repeat(96 * 1024))) {
            String name = "p" + number++;
            done("agent", "feat/a", ScriptedAgent.ID, "--prompt", prompt, "--name", name);
            done("logs", "feat/a", name, "--follow");
            assertThat(out).contains(ScriptedAgent.LAST_LINE);
            done("exec", "--no-mux", "feat/a", "cat", ScriptedAgent.FILE);
            assertThat(out).isEqualTo(prompt);
            done("exec", "--no-mux", "feat/a", "git", "status", "--porcelain");
            assertThat(out).isEmpty();
        }
        removeAll("feat/a");
    }

    @Test
    void prompt_ofAMegabyte_comesFromStandardInput() {
        String line = "$(touch executed) \"'#{pane_id};\\ü 漢\n";
        in = line.repeat(1024 * 1024 / line.getBytes(StandardCharsets.UTF_8).length);
        done("run", "feat/a");

        done("agent", "feat/a", ScriptedAgent.ID, "--prompt", "-", "--name", "p");

        done("logs", "feat/a", "p", "--follow");
        done("exec", "--no-mux", "feat/a", "cat", ScriptedAgent.FILE);
        String file = out.substring("Read your task from the file ".length());
        String prompt = in;
        in = "";
        done("exec", "--no-mux", "feat/a", "cat", file);
        assertThat(out).isEqualTo(prompt);
        removeAll("feat/a");
    }

    @Test
    void sessions_whoseNamesBeginAlike_dieAlone() {
        done("run", "feat/a");
        for (String name : List.of("a", "ab", "a.b", "a:0", "=a", "a b")) {
            done("exec", "--detached", "--name", name, "feat/a", "sleep", "1000");
        }
        done("kill", "feat/a/a");
        for (String name : List.of("ab", "a.b", "a:0", "=a", "a b")) {
            done("status", "feat/a", name);
            assertThat(out).contains("state: RUNNING");
        }
        done("status", "feat/a", "a");
        assertThat(out).doesNotContain("state: RUNNING");
        removeAll("feat/a");
    }
}
