package io.headjack.internal.catalog;

import io.headjack.error.CatalogException;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads, changes and replaces the catalog's file. Used with the catalog's lock, by one thread at a time. */
final class CatalogStore {
    private final Path file;
    private final Path temporary;
    private final CatalogReader reader;
    private final CatalogId id;
    private final InstanceTexts texts = new InstanceTexts();
    private final InstanceFiles instances;
    private final Rebuild rebuild;

    CatalogStore(Path directory, CatalogReader reader) {
        this.file = directory.resolve(CatalogFile.NAME);
        // Always the same one, as writers hold the lock: a killed one leaves it to the next.
        this.temporary = directory.resolve("catalog.tmp");
        this.reader = reader;
        this.id = new CatalogId(directory);
        this.instances = new InstanceFiles(directory.resolve("private"), texts);
        this.rebuild = new Rebuild(file, id, instances);
    }

    /**
     * Applies changes one after the other and writes their outcome once; each of them learns how it ended.
     *
     * @return what a person should know
     */
    Optional<String> apply(List<Update<?>> updates) {
        try {
            return changed(updates);
        } catch (IOException e) {
            fail(
                    updates,
                    new CatalogException(
                            "cannot write the catalog " + file + ": " + e
                                    + "; its old content is intact. Make its directory writable, with room on the"
                                    + " disk, and try again",
                            e));
        } catch (RuntimeException e) {
            fail(updates, e);
        }
        return Optional.empty();
    }

    private static void fail(List<Update<?>> updates, RuntimeException failure) {
        updates.forEach(each -> each.fail(failure));
    }

    private Optional<String> changed(List<Update<?>> updates) throws IOException {
        Rebuild.Rebuilt rebuilt = null;
        CatalogState before;
        try {
            before = reader.load();
        } catch (NoSuchFileException e) {
            rebuilt = rebuild.missing();
            before = rebuilt.state();
        } catch (DamagedCatalogException e) {
            rebuilt = rebuild.damaged(e);
            before = rebuilt.state();
        }
        CatalogState after = before;
        for (Update<?> each : updates) {
            after = each.apply(after);
        }
        if (rebuilt != null || !after.equals(before)) {
            write(before, after);
        }
        updates.forEach(Update::succeed);
        return rebuilt == null ? Optional.empty() : rebuilt.report();
    }

    /** The changes of several threads are in it: an interrupt of the one that writes is none of the others' business. */
    private void write(CatalogState before, CatalogState after) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    id.keep(after.id());
                    instances.beforeCatalog(before, after);
                    byte[] content = CatalogDocument.write(after, texts);
                    DurableFiles.replace(file, temporary, content);
                    reader.written(content, after);
                    break;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
            afterwards(before, after);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void afterwards(CatalogState before, CatalogState after) {
        try {
            instances.afterCatalog(before, after);
        } catch (IOException e) {
            throw new CatalogException(
                    "the catalog " + file + " was written, but not the instances' own records beside it: " + e
                            + "; make their directory writable, with room on the disk, and try again",
                    e);
        }
    }
}
