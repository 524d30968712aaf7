package io.headjack.internal.catalog;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the catalog's file without a lock, and parses it only when it is another one than before. Thread-safe. */
final class CatalogReader {
    private final Path file;
    private volatile @Nullable Snapshot cached;

    CatalogReader(Path file) {
        this.file = file;
    }

    /**
     * Reads the record.
     *
     * @throws NoSuchFileException if there is no file
     * @throws DamagedCatalogException if it holds no catalog
     */
    CatalogState load() throws IOException {
        Stamp stamp = Stamp.of(file);
        Snapshot known = cached;
        if (known != null && known.stamp.equals(stamp)) {
            return known.state;
        }
        byte[] content = bytes(file, Integer.MAX_VALUE);
        CatalogState state = CatalogDocument.parse(file, content);
        cached = new Snapshot(stamp.head(content), state);
        return state;
    }

    /** Takes what this process itself wrote as read. */
    void written(byte[] content, CatalogState state) throws IOException {
        cached = new Snapshot(Stamp.of(file).head(content), state);
    }

    /** Not through a channel, which an interrupt of the reading thread would close. */
    private static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(most);
        } catch (FileNotFoundException e) {
            if (Files.notExists(file)) {
                throw new NoSuchFileException(file.toString());
            }
            throw e;
        }
    }

    private record Snapshot(Stamp stamp, CatalogState state) {}

    /**
     * What tells one version of the file from the next. Each write is a new file, but numbers of files are used again and
     * times are coarse: so the beginning counts too, which no two writes have in common.
     */
    private record Stamp(@Nullable Object key, FileTime modified, long size, String head) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size(), "")
                    .head(bytes(file, CatalogDocument.HEAD_BYTES));
        }

        Stamp head(byte[] content) {
            byte[] first = Arrays.copyOf(content, Math.min(content.length, CatalogDocument.HEAD_BYTES));
            return new Stamp(key, modified, size, new String(first, StandardCharsets.ISO_8859_1));
        }
    }
}
