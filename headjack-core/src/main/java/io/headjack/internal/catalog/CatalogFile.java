package io.headjack.internal.catalog;

import io.headjack.error.CatalogException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The catalog's file. Readers take no lock: the file is only ever replaced as a whole. Writers read, change and replace
 * it under one lock, so that no update is lost, whoever else writes. A file that holds no catalog is kept under another
 * name, and the catalog made anew from the instances' own records. Thread-safe.
 */
public final class CatalogFile {
    static final String NAME = "catalog.json";

    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);

    private final Path file;
    private final CatalogReader reader;
    private final SharedWrites writes;

    /**
     * Makes a catalog; nothing is read yet.
     *
     * @param directory where it is
     * @param warnings hears that it was damaged, and what became of that
     */
    public CatalogFile(Path directory, Consumer<String> warnings) {
        this(directory, LOCK_TIMEOUT, warnings);
    }

    CatalogFile(Path directory, Duration lockTimeout, Consumer<String> warnings) {
        this.file = directory.resolve(NAME);
        this.reader = new CatalogReader(file);
        this.writes = new SharedWrites(
                directory.resolve("catalog.lock"), lockTimeout, new CatalogStore(directory, reader), warnings);
    }

    public Path file() {
        return file;
    }

    /** Reads the record; an unchanged file is not parsed again. The first reader gives the catalog its id. */
    public CatalogState read() {
        try {
            return reader.load();
        } catch (NoSuchFileException | DamagedCatalogException e) {
            return update(UnaryOperator.identity());
        } catch (IOException e) {
            throw new CatalogException("cannot read the catalog " + file + ": " + e + "; check its permissions", e);
        }
    }

    /**
     * Changes the record under the lock; it is on the disk when this returns. Changes of other threads may be written
     * with it.
     *
     * @param change runs once, on any thread; where it returns what it got, nothing is written
     */
    public CatalogState update(UnaryOperator<CatalogState> change) {
        return updating(state -> {
            CatalogState next = change.apply(state);
            return Map.entry(next, next);
        });
    }

    /** As {@link #update}, with a value that the change computes besides: the entry is the next state and the value. */
    public <T> T updating(Function<CatalogState, Map.Entry<CatalogState, T>> change) {
        return writes.write(change);
    }
}
