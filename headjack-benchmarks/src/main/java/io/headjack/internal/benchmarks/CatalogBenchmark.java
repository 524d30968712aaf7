package io.headjack.internal.benchmarks;

import io.headjack.BranchName;
import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.SessionType;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.catalog.Phase;
import io.headjack.internal.catalog.SessionRecord;
import io.headjack.internal.catalog.SessionSpec;
import io.headjack.internal.catalog.WorkspaceSpec;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The catalog's file at several sizes. */
final class CatalogBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final String REPOSITORY = "project-12345678";

    private final Sizes sizes;
    private final Path directory;

    CatalogBenchmark(Sizes sizes, Path directory) {
        this.sizes = sizes;
        this.directory = directory;
    }

    List<Comparison> run() throws Exception {
        List<Comparison> all = new ArrayList<>();
        for (int size : sizes.catalogs()) {
            all.addAll(run(size));
        }
        return all;
    }

    private List<Comparison> run(int size) throws Exception {
        Path own = Files.createDirectory(directory.resolve("catalog-" + size));
        CatalogFile catalog = new CatalogFile(own, warning -> {});
        catalog.update(state -> filled(state, size, own));
        byte[] content = Files.readAllBytes(catalog.file());
        InstanceRecord last = instance(size - 1, own);
        Path plain = own.resolve("plain.json");
        String of = ", " + size + " instances";
        return List.of(
                Comparison.of(
                        "catalog update" + of,
                        "write, fsync, rename, fsync of as many bytes",
                        size == 1000 ? "p50 ≤ 15 ms" : "",
                        sizes.rounds(),
                        () -> change(catalog, last.id()),
                        () -> replace(plain, content)),
                Comparison.of(
                        "catalog look-up" + of,
                        "read of the file, unparsed",
                        "",
                        sizes.rounds(),
                        () -> found(
                                catalog.read().find(REPOSITORY, last.branch()).isPresent()),
                        () -> found(Files.readAllBytes(catalog.file()).length > 0)),
                Comparison.of(
                        "catalog list" + of,
                        "read of the file, unparsed",
                        "",
                        sizes.rounds(),
                        () -> found(catalog.read().sorted().size() == size),
                        () -> found(Files.readAllBytes(catalog.file()).length > 0)),
                Comparison.of(
                        "catalog look-up" + of + ", first of a program",
                        "read of the file, unparsed",
                        "",
                        sizes.rounds(),
                        () -> found(new CatalogFile(own, warning -> {})
                                .read()
                                .find(last.id())
                                .isPresent()),
                        () -> found(Files.readAllBytes(catalog.file()).length > 0)));
    }

    private static void found(boolean condition) {
        if (!condition) {
            throw new IllegalStateException("the catalog does not hold what was recorded");
        }
    }

    /** Adds a session, or takes it away again. */
    private static void change(CatalogFile catalog, InstanceId id) {
        SessionRecord session = new SessionRecord(
                new SessionId("benchmark0"),
                new SessionName("benchmark"),
                SessionType.COMMAND,
                List.of("make", "all"),
                SessionSpec.USUAL,
                NOW);
        catalog.update(state -> {
            InstanceRecord instance = state.find(id).orElseThrow();
            return state.with(
                    instance.session(session.id()).isPresent()
                            ? instance.without(session.id())
                            : instance.add(session));
        });
    }

    private static void replace(Path file, byte[] content) throws Exception {
        Path temporary = file.resolveSibling("plain.tmp");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(file.resolve("..").normalize(), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Fills a catalog with instances of one repository. */
    static CatalogState filled(CatalogState empty, int size, Path worktree) {
        CatalogState state = empty;
        for (int i = 0; i < size; i++) {
            state = state.with(instance(i, worktree));
        }
        return state;
    }

    static InstanceRecord instance(int number, Path worktree) {
        InstanceId id = new InstanceId(String.format(Locale.ROOT, "bench%07d", number));
        return new InstanceRecord(
                id,
                Phase.READY,
                REPOSITORY,
                worktree,
                worktree,
                new BranchName("feat/branch-" + number),
                true,
                "0123456789012345678901234567890123456789",
                worktree,
                "docker",
                "headjack-bench-" + id,
                null,
                "/root",
                new WorkspaceSpec("image:1", Map.of("LANG", "C.UTF-8"), Map.of(), 0, 0, true, Map.of()),
                NOW,
                NOW,
                List.of(),
                Map.of());
    }
}
