package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresTool({"git", "sh"})
class ScriptedAgentIT {
    private final TempRepository repository = TempRepository.create();

    @AfterEach
    void close() {
        repository.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Implement JWT",
                "-n",
                "--help",
                "%s %d \\n \\0",
                "$(touch evil) `touch evil` ${HOME} \"quoted\" 'single'",
                "two\nlines\n\n",
                " blanks \t ",
                "é 漢 \uD83D\uDE00 \u0001\u001b[31m",
                "; rm -rf * #"
            })
    void prompt_anyText_isWrittenByteForByteAndCommitted(String prompt) throws Exception {
        String printed = run(prompt, "");

        assertThat(Files.readAllBytes(repository.directory().resolve(ScriptedAgent.FILE)))
                .isEqualTo(prompt.getBytes(StandardCharsets.UTF_8));
        assertThat(repository.git("show", "HEAD:" + ScriptedAgent.FILE)).isEqualTo(prompt);
        assertThat(repository.git("status", "--porcelain")).isEmpty();
        assertThat(printed.lines()).first().isEqualTo("scripted: started");
        assertThat(printed.lines()).last().isEqualTo(ScriptedAgent.LAST_LINE);
    }

    @Test
    void prompt_none_isAskedFor() throws Exception {
        assertThat(run("", "typed  line\n")).contains("scripted: prompt> ");

        assertThat(repository.git("show", "HEAD:" + ScriptedAgent.FILE)).isEqualTo("typed  line");
    }

    @Test
    void prompt_sameTwice_isCommittedTwice() throws Exception {
        run("same", "");
        run("same", "");

        assertThat(repository.git("rev-list", "--count", "HEAD")).isEqualTo("3\n");
    }

    private String run(String prompt, String typed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ScriptedAgent.profile().command());
        if (!prompt.isEmpty()) {
            command.add(prompt);
        }
        Path output = repository.beside("output").resolve("out.txt");
        Path input = Files.writeString(repository.beside("output").resolve("in.txt"), typed);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(repository.directory().toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(repository.environment());
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String printed = Files.readString(output);
        assertThat(process.exitValue()).as(printed).isZero();
        return printed;
    }
}
