package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import io.headjack.testkit.TempRepository;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hjk run} shows while git writes the files of a large repository. */
@RequiresTool({"git", "tmux"})
@Timeout(300)
class CheckoutProgressIT {
    private static final int FILES = 10_000;

    @TempDir
    Path directory;

    private TempRepository repository;
    private HjkScript hjk;

    @BeforeEach
    void makeLargeRepository() throws Exception {
        repository = TempRepository.create();
        Map<String, String> files = new HashMap<>();
        for (int i = 0; i < FILES; i++) {
            files.put("d" + i % 50 + "/" + i, i + "\n");
        }
        repository.commit("Many", files);
        hjk = new HjkScript(directory, repository.directory());
    }

    @AfterEach
    void removeRepository() {
        repository.close();
    }

    @Test
    void run_onATerminal_showsHowFarTheCheckoutIs() throws Exception {
        List<Integer> done = Pattern.compile("check out many \\d+% (\\d+) of " + FILES + " files")
                .matcher(shown(""))
                .results()
                .map(match -> Integer.valueOf(match.group(1)))
                .toList();

        // Which of them a person gets to see depends on how fast the disk is, the last one too.
        assertThat(done).isSorted();
        assertThat(Set.copyOf(done)).hasSizeGreaterThan(1);
    }

    @Test
    void run_piped_showsNoProgress() throws Exception {
        assertThat(shown(" 2>&1 | cat")).contains("ready for branch many").doesNotContain("check out", "\u001b");
    }

    private String shown(String after) throws Exception {
        try (HostTerminal terminal = new HostTerminal(100, 24, Map.of())) {
            terminal.await("host>");
            terminal.type(hjk.command() + "--runtime local run -d many" + after + "; echo e''nd\r");
            String shown = terminal.await("end");
            terminal.type(hjk.command() + "rm -f --discard-work many; echo go''ne\r");
            terminal.await("gone");
            return shown;
        }
    }
}
