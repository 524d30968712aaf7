package io.headjack.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class HostileFilesTest {
    @TempDir
    Path directory;

    @Test
    void open_plainFile_readsIt() throws Exception {
        Path file = Files.writeString(directory.resolve("ü.log"), "abc");

        assertThat(HostileFiles.head(file, 2)).contains("ab");
        HostileFiles.open(file).close();
    }

    @Test
    void open_link_isRefused() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "s");
        Path link = Files.createSymbolicLink(directory.resolve("link"), secret);

        assertThatThrownBy(() -> HostileFiles.open(link)).isInstanceOf(IOException.class);
        assertThat(HostileFiles.head(link, 10)).isEmpty();
    }

    @Test
    @Timeout(20)
    void open_pipe_isRefusedAndDoesNotBlock() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> HostileFiles.open(pipe))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a plain file");
    }

    @Test
    void open_missing_saysSo() {
        assertThatThrownBy(() -> HostileFiles.open(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void open_directory_isRefused() {
        assertThatThrownBy(() -> HostileFiles.open(directory)).isInstanceOf(IOException.class);
    }

    @Test
    void head_interrupted_readsAllTheSame() throws Exception {
        Path file = Files.writeString(directory.resolve("x.exit"), "0\n");

        Thread.currentThread().interrupt();

        assertThat(HostileFiles.head(file, 8)).contains("0\n");
        assertThat(Thread.interrupted()).isTrue();
    }
}
