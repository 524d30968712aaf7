package io.headjack.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresTool("sh")
class PosixProgramsIT {
    private final ContractPrograms programs = ContractPrograms.posix();

    @TempDir
    Path directory;

    @Test
    void copyInput_text_isCopied() throws Exception {
        assertThat(run(programs.copyInput(), "text").out()).isEqualTo("text");
    }

    @Test
    void printArguments_oddWords_areKept() throws Exception {
        assertThat(run(programs.printArguments(List.of("a b", "", ExecContract.ODD)), "")
                        .out())
                .isEqualTo("a b\0\0" + ExecContract.ODD + "\0");
    }

    @Test
    void printVariable_oddValue_isKept() throws Exception {
        assertThat(run(programs.printVariable("HEADJACK_CONTRACT"), "").out()).isEqualTo(ExecContract.ODD);
    }

    @Test
    void printDirectory_anywhere_isItsRealPath() throws Exception {
        assertThat(run(programs.printDirectory(), "").out()).isEqualTo(directory.toRealPath() + "\n");
    }

    @Test
    void exitWith_code_endsWithIt() throws Exception {
        assertThat(run(programs.exitWith(7), "").code()).isEqualTo(7);
    }

    @Test
    void endByTerm_always_is143() throws Exception {
        assertThat(run(programs.endByTerm(), "").code()).isEqualTo(143);
    }

    @Test
    void printLines_count_goToBothStreams() throws Exception {
        Outcome outcome = run(programs.printLines(2), "");

        assertThat(outcome.out()).isEqualTo("out 0\nout 1\n");
        assertThat(outcome.err()).isEqualTo("err 0\nerr 1\n");
    }

    @Test
    void printZeros_mebibytes_areThatMany() throws Exception {
        assertThat(run(programs.printZeros(2), "").stdout()).hasSize(2 * 1024 * 1024);
    }

    @Test
    void writeFile_thenReadFile_isTheSame() throws Exception {
        String file = directory.resolve("a file").toString();

        assertThat(run(programs.writeFile(file), "text").code()).isZero();
        assertThat(run(programs.readFile(file), "").out()).isEqualTo("text");
    }

    @Test
    void printUser_anyone_isANumber() throws Exception {
        assertThat(run(programs.printUser(), "").out()).matches("\\d+\n");
    }

    private Outcome run(List<String> command, String input) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(Map.of("HEADJACK_CONTRACT", ExecContract.ODD));
        Process process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Outcome(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
    }
}
