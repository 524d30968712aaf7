package io.headjack.internal.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
    @TempDir
    Path directory;

    /** Built from the bottom, as the path of the whole is longer than the system takes. */
    private Path nested(int levels) throws IOException {
        Path inner = Files.createDirectory(directory.resolve("0"));
        Files.writeString(inner.resolve("file"), "x");
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            SecureDirectoryStream<Path> top = TreeRemoval.secure(stream);
            for (int i = 1; i < levels; i++) {
                Path outer = Files.createDirectory(directory.resolve("d".repeat(100) + i));
                try (SecureDirectoryStream<Path> below = top.newDirectoryStream(outer.getFileName())) {
                    top.move(inner.getFileName(), below, Path.of("d".repeat(100)));
                }
                inner = outer;
            }
        }
        return inner;
    }

    @Test
    void remove_deeperThanPathsCanBe_leavesNothing() throws IOException {
        TreeRemoval.remove(nested(1_000));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void remove_linkToADirectory_leavesWhatItPointsTo() throws IOException {
        Path kept = Files.createDirectory(directory.resolve("kept"));
        Files.writeString(kept.resolve("file"), "x");
        Path removed = Files.createDirectory(directory.resolve("removed"));
        Files.createSymbolicLink(removed.resolve("link"), kept);

        TreeRemoval.remove(removed);

        assertThat(kept.resolve("file")).exists();
        assertThat(removed).doesNotExist();
    }

    @Test
    void remove_nothingThere_isNoError() throws IOException {
        TreeRemoval.remove(directory.resolve("missing"));

        assertThat(directory).isEmptyDirectory();
    }
}
