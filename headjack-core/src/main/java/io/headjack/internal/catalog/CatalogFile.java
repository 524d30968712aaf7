package io.headjack.internal.catalog;

import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.internal.json.Documents;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.os.Flock;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The catalog's file. Readers take no lock: the file is only ever replaced as a whole. Writers read, change and replace
 * it under one lock, so that no update is lost, whoever else writes. Thread-safe.
 */
public final class CatalogFile {
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);
    private static final int ID_BYTES = 8;

    private final Path file;
    private final Path lockFile;
    private final Path temporary;
    private final ReentrantLock writers = new ReentrantLock(true);
    private volatile @Nullable Snapshot cached;

    public CatalogFile(Path directory) {
        this.file = directory.resolve("catalog.json");
        this.lockFile = directory.resolve("catalog.lock");
        // Always the same one, as writers hold the lock: a killed one leaves it to the next.
        this.temporary = directory.resolve("catalog.tmp");
    }

    public Path file() {
        return file;
    }

    /** Reads the record; an unchanged file is not parsed again. The first reader gives the catalog its id. */
    public CatalogState read() {
        try {
            return load();
        } catch (NoSuchFileException e) {
            return update(UnaryOperator.identity());
        } catch (IOException e) {
            throw new CatalogException("cannot read the catalog " + file + ": " + e + "; check its permissions", e);
        }
    }

    /** Changes the record under the lock and writes it before it returns, unless the change changes nothing. */
    public CatalogState update(UnaryOperator<CatalogState> change) {
        return updating(state -> {
            CatalogState next = change.apply(state);
            return Map.entry(next, next);
        });
    }

    /** As {@link #update}, with a value that the change computes besides: the entry is the next state and the value. */
    public <T> T updating(Function<CatalogState, Map.Entry<CatalogState, T>> change) {
        writers.lock();
        try (Flock lock = Flock.acquire(lockFile, LOCK_TIMEOUT, () -> "another process that updates the catalog")) {
            CatalogState before = loadOrNew();
            Map.Entry<CatalogState, T> after = change.apply(before);
            if (!after.getKey().equals(before) || !Files.exists(file)) {
                write(after.getKey());
            }
            return after.getValue();
        } finally {
            writers.unlock();
        }
    }

    private CatalogState loadOrNew() {
        try {
            return load();
        } catch (NoSuchFileException e) {
            byte[] random = new byte[ID_BYTES];
            new SecureRandom().nextBytes(random);
            return new CatalogState(HexFormat.of().formatHex(random), Map.of(), Map.of());
        } catch (IOException e) {
            throw new CatalogException("cannot read the catalog " + file + ": " + e + "; check its permissions", e);
        }
    }

    private CatalogState load() throws IOException {
        Stamp stamp = Stamp.of(file);
        Snapshot known = cached;
        if (known != null && known.stamp.equals(stamp)) {
            return known.state;
        }
        CatalogState state = parse(Files.readAllBytes(file));
        cached = new Snapshot(stamp, state);
        return state;
    }

    private CatalogState parse(byte[] content) throws IOException {
        Map<String, Object> document;
        try {
            document = Documents.readJson(content);
        } catch (IOException e) {
            throw damaged(e);
        }
        Object version = document.get("version");
        if (!(version instanceof Number number) || number.longValue() != CatalogState.VERSION) {
            throw new CatalogException("the catalog " + file + " is of version " + version
                    + ", and this Headjack knows version " + CatalogState.VERSION
                    + " only; use the Headjack that wrote it, or another data directory");
        }
        try {
            return CatalogState.read(document);
        } catch (RuntimeException e) {
            throw damaged(e);
        }
    }

    private CatalogException damaged(Exception cause) {
        return new CatalogException(
                "the catalog " + file + " is damaged: " + cause.getMessage()
                        + "; it was left as it is: repair it, or move it aside",
                cause);
    }

    private void write(CatalogState state) {
        try {
            DurableFiles.replace(file, temporary, Documents.writeJson(state.write()));
            cached = new Snapshot(Stamp.of(file), state);
        } catch (ClosedByInterruptException e) {
            throw new HeadjackInterruptedException(
                    "interrupted while the catalog " + file + " was written; its old content is intact", e);
        } catch (IOException e) {
            throw new CatalogException(
                    "cannot write the catalog " + file + ": " + e + "; its old content is intact", e);
        }
    }

    private record Snapshot(Stamp stamp, CatalogState state) {}

    /** What tells one version of the file from the next: each is a new file. */
    private record Stamp(@Nullable Object key, FileTime modified, long size) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
        }
    }
}
