package io.headjack.internal.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackTimeoutException;
import io.headjack.testkit.RequiresTool;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the operating system may refuse: each is a clear error, and leaves the catalog as it was. */
@RequiresTool({"mount", "umount", "setpriv", "flock"})
@Timeout(300)
class CatalogFaultsIT {
    private static final int PAGE = 4096;

    @TempDir
    Path directory;

    private final List<String> warnings = new ArrayList<>();
    private Path disk;

    @BeforeEach
    void mountSmallDisk() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can mount");
        disk = Files.createDirectory(directory.resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "headjack-test", disk.toString());
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            run("umount", disk.toString());
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private CatalogFile catalog() {
        return new CatalogFile(disk, warnings::add);
    }

    /** Leaves so many pages free, and gives the room back. */
    private AutoCloseable full(int pages) throws IOException {
        Path filler = disk.resolve("filler");
        try (RandomAccessFile file = new RandomAccessFile(filler.toFile(), "rw")) {
            byte[] page = new byte[PAGE];
            try {
                while (true) {
                    file.write(page);
                }
            } catch (IOException full) {
                file.setLength(Math.max(0, file.length() / PAGE - pages) * PAGE);
            }
        }
        return () -> Files.delete(filler);
    }

    @Test
    void update_diskFullAtEachWrite_failsClearlyAndKeepsTheOldContent() throws Exception {
        CatalogState before = catalog().update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a")));
        int failed = 0;
        for (int pages = 0; pages < 10; pages++) {
            String branch = "b" + pages;
            RuntimeException failure = null;
            try (AutoCloseable room = full(pages)) {
                catalog().update(state -> state.with(Records.instance("bbbbbbbbbbbb", branch)));
            } catch (CatalogException e) {
                failure = e;
                failed++;
            }
            CatalogState after = catalog().read();
            if (failure != null) {
                assertThat(failure).hasMessageContaining("No space left").hasMessageContaining("try again");
                assertThat(after).isEqualTo(before);
            } else {
                assertThat(after.byId()).hasSize(2);
                catalog()
                        .update(state -> state.without(
                                Records.instance("bbbbbbbbbbbb", "b").id()));
            }
            assertThat(warnings).isEmpty();
            assertThat(disk.toFile().list()).noneMatch(name -> name.endsWith(".tmp"));
        }
        assertThat(failed).isBetween(2, 9);
    }

    @Test
    void read_diskFullFromTheStart_failsClearly() throws Exception {
        for (int pages = 0; pages < 2; pages++) {
            try (AutoCloseable room = full(pages)) {
                assertThatThrownBy(() -> catalog().read())
                        .isInstanceOf(CatalogException.class)
                        .hasMessageContaining("No space left");
            }
        }
        assertThat(catalog().read().byId()).isEmpty();
    }

    @Test
    void update_readOnlyDisk_failsClearlyAndCanBeRead() throws Exception {
        CatalogState before = catalog().update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a")));
        run("mount", "-o", "remount,ro", disk.toString());

        assertThat(catalog().read()).isEqualTo(before);
        assertThatThrownBy(() -> catalog().update(state -> state.with(Records.instance("bbbbbbbbbbbb", "b"))))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining("Read-only file system")
                .hasMessageContaining("writable");
        assertThat(catalog().read()).isEqualTo(before);
    }

    @Test
    void update_noPermission_failsClearly() throws Exception {
        CatalogState before = catalog().update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a")));
        mode(disk, "r-x------");
        mode(disk.resolve("catalog.lock"), "r--------");
        assertThat(programWithoutPrivileges()).contains("CatalogException", "Permission denied", "catalog.lock");

        mode(disk.resolve("catalog.lock"), "rw-------");
        assertThat(programWithoutPrivileges())
                .contains("CatalogException", "cannot write the catalog", "its old content is intact");

        mode(disk.resolve("catalog.json"), "---------");
        assertThat(programWithoutPrivileges()).contains("CatalogException", "Permission denied");

        mode(disk, "rwx------");
        assertThat(catalog().read()).isEqualTo(before);
    }

    private static void mode(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    /** The privileges are those that let root ignore permissions. */
    private String programWithoutPrivileges() throws Exception {
        Process process = new ProcessBuilder(
                        "setpriv",
                        "--bounding-set=-dac_override,-dac_read_search",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProgram.class.getName(),
                        disk.toString(),
                        "c",
                        "000",
                        "1",
                        "1")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(output).doesNotContain("done ");
        return output;
    }

    @Test
    void update_lockHeldTooLong_namesTheHolder() throws Exception {
        CatalogState before = catalog().read();
        Process holder = new ProcessBuilder(
                        "flock", disk.resolve("catalog.lock").toString(), "sh", "-c", "echo locked; exec sleep 1000")
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("locked");
            CatalogFile impatient = new CatalogFile(disk, Duration.ofMillis(50), warnings::add);

            assertThat(impatient.read()).isEqualTo(before);
            assertThatThrownBy(() -> impatient.update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a"))))
                    .isInstanceOf(HeadjackTimeoutException.class)
                    .hasMessageContaining("process " + holder.pid());
        } finally {
            holder.descendants().forEach(ProcessHandle::destroyForcibly);
            holder.destroyForcibly().waitFor();
        }
        assertThat(catalog()
                        .update(state -> state.with(Records.instance("aaaaaaaaaaaa", "a")))
                        .byId())
                .hasSize(1);
    }
}
