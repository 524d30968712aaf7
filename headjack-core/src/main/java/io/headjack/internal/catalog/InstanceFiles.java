package io.headjack.internal.catalog;

import io.headjack.InstanceId;
import io.headjack.internal.json.Documents;
import io.headjack.internal.json.Fields;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Each instance's record once more, in a file of its own that no instance can see: what a lost catalog is rebuilt from.
 * Used with the catalog's lock.
 */
public final class InstanceFiles {
    private static final String RECORD = "record.json";

    private final Path directory;
    private final InstanceTexts texts;

    InstanceFiles(Path directory, InstanceTexts texts) {
        this.directory = directory;
        this.texts = texts;
    }

    /**
     * Writes the records of whole instances that changed, before the catalog. A record of one that is being made or
     * removed, which whoever finds it may take away, comes after the catalog: it never says less than that.
     */
    void beforeCatalog(CatalogState before, CatalogState after) throws IOException {
        for (InstanceRecord each : changed(before, after)) {
            if (each.phase() == Phase.READY) {
                write(after.id(), each);
            }
        }
    }

    void afterCatalog(CatalogState before, CatalogState after) throws IOException {
        for (InstanceRecord each : changed(before, after)) {
            if (each.phase() != Phase.READY) {
                write(after.id(), each);
            }
        }
        for (InstanceId each : before.byId().keySet()) {
            if (after.find(each).isEmpty()) {
                delete(directory.resolve(each.value()));
            }
        }
    }

    private static List<InstanceRecord> changed(CatalogState before, CatalogState after) {
        return after.byId().values().stream()
                .filter(each -> before.find(each.id())
                        // Most are as they were, and need no copy to be compared.
                        .filter(old -> old.equals(each) || old.withoutLastUse().equals(each.withoutLastUse()))
                        .isEmpty())
                .toList();
    }

    private void write(String catalog, InstanceRecord instance) throws IOException {
        Path own = DurableFiles.directory(directory.resolve(instance.id().value()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("version", CatalogDocument.VERSION);
        document.put("catalog", catalog);
        document.put("instance", texts.of(instance));
        Path record = own.resolve(RECORD);
        Path temporary = own.resolve("record.tmp");
        byte[] content = Documents.writeJson(document);
        if (Files.exists(record)) {
            // What a crash of the machine takes back is in the catalog, and that is not lost with it.
            DurableFiles.exchange(record, temporary, content);
        } else {
            DurableFiles.replace(record, temporary, content);
        }
    }

    private static void delete(Path own) throws IOException {
        if (Files.deleteIfExists(own.resolve(RECORD))) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(own)) {
                if (!left.iterator().hasNext()) {
                    Files.delete(own);
                }
            }
        }
    }

    /** Reads what there is; what cannot be read is named, not left out. */
    Found read() throws IOException {
        List<Saved> records = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                try {
                    records.add(read(each));
                } catch (NoSuchFileException e) {
                    problems.add("the instance of " + each + " has no record there");
                } catch (IOException | RuntimeException e) {
                    problems.add("the record " + each.resolve(RECORD) + " cannot be read (" + e.getMessage() + ")");
                }
            }
        } catch (NoSuchFileException e) {
            return new Found(List.of(), List.of());
        }
        return new Found(records, problems);
    }

    private static Saved read(Path own) throws IOException {
        Fields fields = new Fields("record", Documents.readJson(Files.readAllBytes(own.resolve(RECORD))));
        if (fields.number("version", 0) != CatalogDocument.VERSION) {
            throw new IllegalArgumentException("it is of another version");
        }
        InstanceRecord instance = InstanceRecord.read(fields.map("instance"));
        if (!Objects.equals(String.valueOf(own.getFileName()), instance.id().value())) {
            throw new IllegalArgumentException("it is of instance " + instance.id());
        }
        return new Saved(fields.text("catalog"), instance);
    }

    /** Returns the record of an instance that is whole; one that is missing or damaged is none. */
    public static Optional<InstanceRecord> find(Path directory, InstanceId id) {
        try {
            return Optional.of(read(directory.resolve(id.value())).instance())
                    .filter(each -> each.phase() == Phase.READY);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A record that was read.
     *
     * @param catalog the id of the catalog that it belongs to
     * @param instance the record
     */
    record Saved(String catalog, InstanceRecord instance) {}

    /**
     * All that was found.
     *
     * @param records what could be read
     * @param problems what could not be, in words
     */
    record Found(List<Saved> records, List<String> problems) {}
}
