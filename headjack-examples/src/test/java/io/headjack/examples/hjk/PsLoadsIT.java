package io.headjack.examples.hjk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hjk ps} loads, as most of its time goes there; the time itself is taken by {@code scripts/stopwatch ps}. */
@RequiresTool({"docker", "git"})
@Timeout(300)
class PsLoadsIT {
    @TempDir
    Path directory;

    @Test
    void ps_instanceInAContainer_loadsWhatAListingNeeds() throws Exception {
        try (WorkSession work = new WorkSession(directory, "docker")) {
            Path classes = directory.resolve("classes");

            String listed = run(work.hjk().command() + "ps", "-Xlog:class+load:file=" + classes);

            assertThat(listed).contains("running");
            assertThat(Files.readString(classes))
                    .contains("io.headjack.engine.EngineTransport")
                    .doesNotContain(
                            "io.headjack.examples.hjk.RunVerb",
                            "io.headjack.internal.local.LocalRuntime ",
                            "io.headjack.internal.tmux.TmuxMultiplexer",
                            "org.eclipse.jgit.",
                            "org.jline.",
                            "sun.security.ssl.",
                            "org.bouncycastle.");
        }
    }

    private static String run(String command, String option) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        builder.environment().put("JAVA_TOOL_OPTIONS", option);
        Process hjk = builder.start();
        String printed = new String(hjk.getInputStream().readAllBytes(), UTF_8);
        assertThat(hjk.waitFor()).as(printed).isZero();
        return printed;
    }
}
