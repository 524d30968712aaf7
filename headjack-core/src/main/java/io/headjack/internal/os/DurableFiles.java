package io.headjack.internal.os;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes that survive a crash, and directories and files that only their owner can read. */
public final class DurableFiles {
    private static final Logger LOG = LoggerFactory.getLogger(DurableFiles.class);

    private DurableFiles() {}

    /** Makes a directory that only its owner can enter, with its parents; one that exists is left as it is. */
    public static Path directory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return directory;
    }

    /**
     * Replaces a file as a whole: afterwards, also after a crash, it has either the old content or the new. When this
     * returns it is the new one for good.
     *
     * @param file the file
     * @param temporary a path on the same file system that only the caller uses; what a crash left there is overwritten
     * @param content what it shall hold
     */
    public static void replace(Path file, Path temporary, byte[] content) throws IOException {
        exchange(file, temporary, content);
        sync(parent(file));
    }

    /** As {@link #replace}, but if the machine crashes soon it may be the old content again, or no file if there was none. */
    public static void exchange(Path file, Path temporary, byte[] content) throws IOException {
        try {
            Set<StandardOpenOption> fresh =
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
            try (FileChannel channel = FileChannel.open(
                    temporary,
                    fresh,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer buffer = ByteBuffer.wrap(content);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            deleteQuietly(temporary);
            throw e;
        }
    }

    /** Returns the directory that a file is in. */
    public static Path parent(Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalArgumentException(file + " is the root, not a file");
        }
        return directory;
    }

    /** Deletes a temporary file; one that stays harms nobody. */
    public static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("could not delete {}", file, e);
        }
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, Set.of(StandardOpenOption.READ))) {
            channel.force(true);
        }
    }

    /** Deletes a file or a directory with all below it, following no link; what is missing is no error. */
    public static void delete(Path path) throws IOException {
        TreeRemoval.remove(path);
    }
}
