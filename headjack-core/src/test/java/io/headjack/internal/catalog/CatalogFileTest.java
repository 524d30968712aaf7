package io.headjack.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.TerminalSize;
import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.json.Documents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogFileTest {
    @TempDir
    Path directory;

    private final List<String> warnings = new CopyOnWriteArrayList<>();

    private CatalogFile catalog() {
        return new CatalogFile(directory, warnings::add);
    }

    @Test
    void read_nothingRecorded_givesAnIdThatStays() {
        String id = catalog().read().id();

        assertThat(id).hasSize(16);
        assertThat(catalog().read().id()).isEqualTo(id);
    }

    @Test
    void update_instanceOfADerivedImage_isReadBackWhole() {
        InstanceRecord plain = Records.instance("aaaaaaaaaaaa", "feat/x");
        InstanceRecord instance = plain.spec(
                plain.spec()
                        .image(
                                "headjack-derived:x",
                                new ImageOrigin("headjack-image:1", Optional.of(Path.of("/a/Dockerfile")))),
                "/home/agent");

        CatalogState unused = catalog().update(state -> state.with(instance));

        assertThat(catalog().read().find(instance.id())).contains(instance);
    }

    @Test
    void update_instanceWithSession_isReadBackWhole() {
        InstanceRecord instance = Records.instance("aaaaaaaaaaaa", "feat/ü-x")
                .add(new SessionRecord(
                        new SessionId("abcdefghij"),
                        new SessionName("a: b.c"),
                        SessionType.COMMAND,
                        List.of("sh", "-c", "echo \"$0\"\n"),
                        new SessionSpec("sub", List.of("LANG"), new TerminalSize(91, 23)),
                        2,
                        Records.NOW,
                        Records.NOW,
                        Records.NOW,
                        true,
                        Map.of()));

        catalog().update(state -> state.with(instance));

        assertThat(catalog().read().find(instance.id())).contains(instance);
    }

    @Test
    void update_unknownFields_areKept() throws Exception {
        CatalogFile catalog = catalog();
        catalog.update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a")));
        Map<String, Object> document = new LinkedHashMap<>(Documents.readJson(Files.readAllBytes(catalog.file())));
        document.put("later", Map.of("x", 1));
        Files.write(catalog.file(), Documents.writeJson(document));

        catalog.update(state -> state.with(Records.instance("bbbbbbbbbbbb", "b")));

        assertThat(Documents.readJson(Files.readAllBytes(catalog.file()))).containsEntry("later", Map.of("x", 1));
    }

    @Test
    void update_severalInstances_standOnALineEach_andSoInTheirOwnRecords() throws Exception {
        CatalogFile catalog = catalog();
        InstanceRecord one = Records.instance("aaaaaaaaaaaa", "a");
        catalog.update(state -> state.with(one));

        catalog.update(
                state -> state.with(Records.instance("bbbbbbbbbbbb", "b")).with(one.usedAt(Instant.MAX)));

        List<String> lines = Files.readAllLines(catalog.file()).stream()
                .filter(line -> line.contains("aaaaaaaaaaaa"))
                .toList();
        assertThat(lines).singleElement().asString().contains(Instant.MAX.toString());
        assertThat(Files.readString(directory.resolve("private/aaaaaaaaaaaa/record.json")))
                .contains(Records.NOW.toString())
                .doesNotContain(Instant.MAX.toString());
    }

    @Test
    void read_otherVersion_isRefusedByNameAndLeft() throws Exception {
        Path file = directory.resolve("catalog.json");
        Files.writeString(file, "{\"version\": 2, \"instances\": []}");

        assertThatThrownBy(() -> catalog().read())
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> catalog().update(state -> state)).isInstanceOf(CatalogException.class);
        assertThat(file).hasContent("{\"version\": 2, \"instances\": []}");
    }

    @Test
    void update_manyThreadsAndCatalogs_losesNothing() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> all = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            CatalogFile catalog = catalog();
            char first = (char) ('a' + t);
            all.add(threads.submit(() -> {
                for (int i = 0; i < 20; i++) {
                    InstanceId id = new InstanceId(first + "aaaaaaaaaa" + (char) ('a' + i));
                    catalog.update(state -> state.with(Records.instance(id.value(), id.value())));
                }
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        threads.shutdown();

        assertThat(catalog().read().byId()).hasSize(160);
        assertThat(directory.toFile().list())
                .containsExactlyInAnyOrder("catalog.id", "catalog.json", "catalog.lock", "private");
    }

    @Test
    void update_file_isForItsOwnerOnly() throws Exception {
        CatalogFile catalog = catalog();
        catalog.read();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(catalog.file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(catalog.file(), StandardCharsets.UTF_8)).contains("\"version\" : 3");
    }

    @Test
    void update_changeThatThrows_leavesTheFileAndTheLock() {
        CatalogFile catalog = catalog();
        catalog.update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a")));

        assertThatThrownBy(() -> catalog.update(state -> {
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(catalog.update(state -> state.with(Records.instance("bbbbbbbbbbbb", "b")))
                        .byId())
                .hasSize(2);
    }

    @Test
    void update_interrupted_saysSoAndKeepsTheFlag() {
        CatalogFile catalog = catalog();
        catalog.read();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> catalog.update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a"))))
                .isInstanceOf(HeadjackInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(catalog.read().byId()).isEmpty();
    }
}
