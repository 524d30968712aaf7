package io.headjack.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogReaderTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws Exception {
        file = directory.resolve("catalog.json");
        Files.write(file, content("a"));
    }

    private static byte[] content(String branch) {
        return CatalogDocument.write(
                new CatalogState("0123456789abcdef", Map.of(), Map.of()).with(Records.instance("aaaaaaaaaaaa", branch)),
                new InstanceTexts());
    }

    @Test
    void load_unchanged_isNotParsedAgain() throws Exception {
        CatalogReader reader = new CatalogReader(file);

        assertThat(reader.load()).isSameAs(reader.load());
    }

    @Test
    void load_sameNumberSizeAndTimeButAnotherWrite_isReadAnew() throws Exception {
        CatalogReader reader = new CatalogReader(file);
        FileTime time = Files.getLastModifiedTime(file);
        reader.load();

        Files.write(file, content("b"));
        Files.setLastModifiedTime(file, time);

        assertThat(reader.load().sorted())
                .extracting(each -> each.branch().value())
                .containsExactly("b");
    }

    @Test
    void load_interrupted_reads() throws Exception {
        Thread.currentThread().interrupt();

        assertThat(new CatalogReader(file).load().byId()).hasSize(1);
        assertThat(Thread.interrupted()).isTrue();
    }
}
