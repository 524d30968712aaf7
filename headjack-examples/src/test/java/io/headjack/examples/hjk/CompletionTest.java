package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.BranchName;
import io.headjack.Catalog;
import io.headjack.InstanceState;
import io.headjack.error.NotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
    private static final Path SHOP = Path.of("/home/me/shop");

    private final FakeHeadjack headjack = new FakeHeadjack()
            .answer("RepositoryInstances.repository", SHOP)
            .answer("Catalog.entries", List.of(entry(SHOP, "feat/auth"), entry(Path.of("/elsewhere"), "other")))
            .answer("InstanceSessions.list", List.of(Snapshots.running("jwt"), Snapshots.exited("a b", 0)));

    @ParameterizedTest
    @CsvSource({
        "logs fe, feat/auth",
        "rm -f fe, feat/auth",
        "logs feat/auth j, jwt a b",
        "kill fe, feat/auth/jwt feat/auth/a b",
        "restart feat/auth j, jwt a b",
        "rename feat/auth j, jwt a b",
        "events feat/auth j, jwt a b",
        "recreate feat/auth j, ''",
        "send feat/auth jwt x, ''",
        "help fe, ''",
        "lo, ''"
    })
    void names_forWords_areWhatCanStandThere(String words, String names) {
        String line = "complete-names " + words;

        assertThat(HjkRun.piped(headjack, line.split(" ")).out().strip().replace("\n", " "))
                .isEqualTo(names);
    }

    @Test
    void branches_asked_askNoEngine() {
        HjkRun.piped(headjack, "complete-names", "logs", "");

        assertThat(headjack.calls).noneMatch(call -> call.contains("nstances.list") || call.contains(".info"));
    }

    @Test
    void names_ofUnknownBranch_areNoneAndNoWords() {
        headjack.answer("RepositoryInstances.get", new NotFoundException("there is none"));

        HjkRun run = HjkRun.piped(headjack, "complete-names", "logs", "gone", "");

        assertThat(run.out() + run.err()).isEmpty();
    }

    @Test
    void bashScript_completing_offersVerbsAndQuotedNames(@TempDir Path directory) throws Exception {
        Path script = Files.writeString(
                directory.resolve("completion"),
                HjkRun.piped(headjack, "completion", "bash").out());
        Path test = Files.writeString(directory.resolve("test"), """
                . "$1"
                hjk() { printf '%s\\n' 'feat/auth' 'fe;touch $(x) y' 'other'; }
                COMP_WORDS=(hjk logs fe) COMP_CWORD=2; _hjk_with_names; printf '<%s>' "${COMPREPLY[@]}"
                hjk() { :; }
                COMP_WORDS=(hjk vers) COMP_CWORD=1; _hjk_with_names; printf '<%s>' "${COMPREPLY[@]}"
                """);

        assertThat(bash(test, script)).isEqualTo("<feat/auth><fe\\;touch\\ \\$\\(x\\)\\ y><version>");
    }

    @Test
    void zshScript_begins_withWhatLoadsCompletion() {
        assertThat(HjkRun.piped(headjack, "completion", "zsh").out()).startsWith("autoload -U +X compinit");
    }

    @Test
    void completion_ofUnknownShell_isWrongUsage() {
        assertThat(HjkRun.piped(headjack, "completion", "fish").exitCode).isEqualTo(ExitCode.USAGE);
    }

    private static String bash(Path test, Path script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", test.toString(), script.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt complains outside of a completion.
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return printed;
    }

    private static Catalog.Entry entry(Path repository, String branch) {
        return new Catalog.Entry(
                Snapshots.instance(branch, InstanceState.RUNNING).id(),
                repository,
                new BranchName(branch),
                repository,
                "headjack-x",
                Instant.EPOCH,
                List.of());
    }
}
