package io.headjack.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ImageBuild;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class BuildContextTest {
    @TempDir
    private Path directory;

    @Test
    void writeTo_filesLinksAndModes_areKept() throws Exception {
        Path script = Files.writeString(directory.resolve("run.sh"), "#!/bin/sh\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createSymbolicLink(directory.resolve("outside"), Path.of("/no/where"));
        Files.createSymbolicLink(directory.resolve("loop"), Path.of("."));
        Files.createDirectory(directory.resolve("empty"));

        Map<String, TarArchiveEntry> entries = entries();

        assertThat(entries).containsOnlyKeys("Dockerfile", "run.sh", "outside", "loop", "empty/");
        assertThat(entries.get("run.sh").getMode() & 0777).isEqualTo(0750);
        assertThat(entries.get("outside").getLinkName()).isEqualTo("/no/where");
        assertThat(entries.get("loop").isSymbolicLink()).isTrue();
    }

    @Test
    void writeTo_everythingIgnored_stillHasDockerfileAndRules() throws Exception {
        Files.writeString(directory.resolve(".dockerignore"), "*\n");
        Files.writeString(directory.resolve("secret"), "x");

        assertThat(entries()).containsOnlyKeys(".dockerignore", "Dockerfile");
    }

    @Test
    void tar_contextThatBreaks_isNeverTakenForAWholeOne() throws Exception {
        BuildContext context = context();
        try (ContextPipe pipe = ContextPipe.open(context, work -> {
            delete(directory.resolve("Dockerfile"));
            delete(directory);
            work.run();
        })) {
            assertThatThrownBy(() -> pipe.tar().readAllBytes()).isInstanceOf(IOException.class);
            assertThatThrownBy(pipe::throwFailure)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    private static void delete(Path path) {
        assertThat(path.toFile().delete()).isTrue();
    }

    private BuildContext context() throws IOException {
        Path dockerfile = Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\n");
        return BuildContext.of(new ImageBuild(directory, dockerfile, "x", null, Map.of(), false));
    }

    private Map<String, TarArchiveEntry> entries() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        context().writeTo(out);
        Map<String, TarArchiveEntry> entries = new TreeMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.put(entry.getName(), entry);
            }
        }
        return entries;
    }
}
