package io.headjack.internal.catalog;

import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** The catalog's id, in a file of its own: labels and the ids of instances depend on it, so it outlives the catalog. */
final class CatalogId {
    private static final int BYTES = 8;

    private final Path file;
    private final Path temporary;

    CatalogId(Path directory) {
        this.file = directory.resolve("catalog.id");
        this.temporary = directory.resolve("catalog.id.tmp");
    }

    static String fresh() {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Returns what the file says, if that can be an id. */
    Optional<String> read() throws IOException {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip())
                    .filter(id -> id.matches("[0-9a-f]{" + 2 * BYTES + "}"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void keep(String id) throws IOException {
        if (!read().equals(Optional.of(id))) {
            DurableFiles.replace(file, temporary, (id + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
