package io.headjack.examples.hjk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The command line as a script, as a terminal takes no line that is as long as a class path. */
final class HjkScript {
    private final Path script;
    private final Path process;

    HjkScript(Path directory, Path repository) throws IOException {
        script = directory.resolve("hjk");
        process = directory.resolve("hjk.pid");
        Files.writeString(
                script,
                String.join(
                        " ",
                        "echo $$ >" + quoted(process.toString()) + "; exec",
                        quoted(System.getProperty("java.home") + "/bin/java"),
                        "-XX:TieredStopAtLevel=1 -cp",
                        quoted(System.getProperty("java.class.path")),
                        Hjk.class.getName(),
                        "--repository",
                        quoted(repository.toString()),
                        "--data-dir",
                        quoted(directory.resolve("data").toString()),
                        "\"$@\"\n"));
    }

    /** What a shell is told to run it, up to the verb. */
    String command() {
        return "sh " + quoted(script.toString()) + " ";
    }

    /** Sends a signal to the one that was started last. */
    void signal(String name) throws IOException, InterruptedException {
        String hjk = Files.readString(process).strip();
        assertThat(new ProcessBuilder("kill", "-s", name, hjk).start().waitFor())
                .isZero();
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
