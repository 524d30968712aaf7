package io.headjack.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.error.CatalogException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalog's file that is torn, empty, somebody else's or gone. */
class RebuildTest {
    private static final InstanceRecord A = Records.instance("aaaaaaaaaaaa", "feat/a")
            .add(new SessionRecord(
                    new SessionId("abcdefghij"),
                    new SessionName("worker"),
                    SessionType.COMMAND,
                    List.of("make"),
                    SessionSpec.USUAL,
                    Records.NOW));
    private static final InstanceRecord B = Records.instance("bbbbbbbbbbbb", "feat/b");

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();
    private Path file;
    private CatalogState whole;

    @BeforeEach
    void writeTwoInstances() {
        CatalogFile catalog = catalog();
        catalog.update(state -> state.with(A));
        whole = catalog.update(state -> state.with(B));
        file = catalog.file();
    }

    private CatalogFile catalog() {
        return new CatalogFile(directory, warnings::add);
    }

    private List<Path> aside() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(each -> each.getFileName().toString().startsWith("catalog.json.damaged-"))
                    .toList();
        }
    }

    @Test
    void parse_truncatedAtEveryByte_isDamagedEachTime() throws Exception {
        byte[] content = Files.readAllBytes(file);
        for (int length = 0; length < content.length; length++) {
            byte[] torn = Arrays.copyOf(content, length);

            assertThatThrownBy(() -> CatalogDocument.parse(file, torn))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(DamagedCatalogException.class);
        }
        assertThat(CatalogDocument.parse(file, content)).isEqualTo(whole);
    }

    @Test
    void read_truncated_isRebuiltWholeAndReported() throws Exception {
        byte[] content = Files.readAllBytes(file);
        for (int length = 1; length < content.length; length += content.length / 7) {
            Files.write(file, Arrays.copyOf(content, length));
            warnings.clear();

            assertThat(catalog().read()).as("cut after %d bytes", length).isEqualTo(whole);

            assertThat(warnings).singleElement().asString().contains("feat/a", "feat/b", "1 session,");
            assertThat(aside())
                    .singleElement()
                    .satisfies(kept -> assertThat(Files.size(kept)).isLessThan(content.length));
            Files.delete(aside().get(0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "[]",
                "null",
                "{}",
                "{\"name\": \"somebody else's\"}",
                "{\"version\": \"three\"}",
                "{\"version\": 3}",
                "{\"version\": 3, \"id\": \"0123456789abcdef\"}",
                "{\"version\": 3, \"id\": \"0123456789abcdef\", \"instances\": null}",
                "{\"version\": 3, \"id\": \"0123456789abcdef\", \"instances\": [{}]}",
                "{\"version\": 3, \"id\": \"0123456789abcdef\", \"instances\": []} x"
            })
    void read_noCatalog_isKeptAsideAndRebuilt(String content) throws Exception {
        Files.writeString(file, content);

        assertThat(catalog().read()).isEqualTo(whole);

        assertThat(aside()).singleElement().satisfies(kept -> assertThat(kept).hasContent(content));
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("was damaged", aside().get(0).toString(), "branch \"feat/a\" of /r/demo with 1 session");
        warnings.clear();
        assertThat(catalog().read()).isEqualTo(whole);
        assertThat(warnings).isEmpty();
    }

    @Test
    void read_fileIsGone_isRebuiltWithItsId() throws Exception {
        Files.delete(file);

        assertThat(catalog().read()).isEqualTo(whole);
        assertThat(warnings).singleElement().asString().contains("was missing");
    }

    @Test
    void read_idIsGoneToo_comesFromTheRecords() throws Exception {
        Files.delete(file);
        Files.delete(directory.resolve("catalog.id"));

        assertThat(catalog().read()).isEqualTo(whole);
    }

    @Test
    void read_nothingToRebuildFrom_saysSo() throws Exception {
        catalog().update(state -> state.without(A.id()).without(B.id()));
        Files.writeString(file, "{");

        assertThat(catalog().read().byId()).isEmpty();
        assertThat(catalog().read().id()).isEqualTo(whole.id());
        assertThat(warnings).singleElement().asString().contains("No instance could be recovered");
    }

    @Test
    void read_recordsThatCannotBeRead_areNamedAndLeft() throws Exception {
        Files.writeString(directory.resolve("private/aaaaaaaaaaaa/record.json"), "{");
        Files.createDirectories(directory.resolve("private/cccccccccccc/git"));
        Files.createDirectories(directory.resolve("private/dddddddddddd"));
        Files.copy(
                directory.resolve("private/bbbbbbbbbbbb/record.json"),
                directory.resolve("private/dddddddddddd/record.json"));
        Files.writeString(file, "");

        assertThat(catalog().read().byId()).containsOnlyKeys(B.id());
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("private/aaaaaaaaaaaa/record.json cannot be read")
                .contains("private/cccccccccccc has no record")
                .contains("it is of instance bbbbbbbbbbbb");
        assertThat(directory.resolve("private/cccccccccccc/git")).exists();
    }

    @Test
    void read_recordOfAnotherCatalog_isNotTaken() throws Exception {
        Path record = directory.resolve("private/aaaaaaaaaaaa/record.json");
        Files.writeString(record, Files.readString(record).replace(whole.id(), "0123456789abcdef"));
        Files.writeString(file, "");

        assertThat(catalog().read().byId()).containsOnlyKeys(B.id());
        assertThat(warnings).singleElement().asString().contains("belongs to the catalog 0123456789abcdef");
    }

    @Test
    void read_damagedTwiceAtOneTime_keepsBoth() throws Exception {
        for (String content : List.of("{", "[")) {
            Files.writeString(file, content);
            Files.setLastModifiedTime(file, FileTime.from(Records.NOW));
            catalog().read();
        }

        assertThat(aside())
                .extracting(each -> Files.readString(each, StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("{", "[");
    }

    @Test
    void update_damagedFile_isRebuiltAndChangedInOneWrite() throws Exception {
        Files.writeString(file, "");

        catalog().update(state -> state.without(A.id()));

        assertThat(catalog().read().byId()).containsOnlyKeys(B.id());
        assertThat(directory.resolve("private/aaaaaaaaaaaa")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "4", "3.5", "-3", "12345678901234567890"})
    void read_otherVersion_isRefusedByNameAndLeft(String version) throws Exception {
        String content = "{\"version\": " + version + ", \"instances\": \"who knows\"}";
        Files.writeString(file, content);

        assertThatThrownBy(() -> catalog().read())
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("version " + version);
        assertThatThrownBy(() -> catalog().update(state -> state.without(A.id())))
                .isInstanceOf(CatalogException.class);
        assertThat(file).hasContent(content);
        assertThat(aside()).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void update_onlyTheLastUse_writesNoRecord() throws Exception {
        Path record = directory.resolve("private/aaaaaaaaaaaa/record.json");
        Object before = Files.getAttribute(record, "unix:ino");

        catalog().update(state -> state.with(A.usedAt(Records.NOW.plusSeconds(5))));

        assertThat(Files.getAttribute(record, "unix:ino")).isEqualTo(before);
    }
}
