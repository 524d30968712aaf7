package io.headjack.internal.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads files in directories that an instance can write to: no link is followed, nothing blocks on a pipe, nothing but a
 * regular file is read.
 */
public final class HostileFiles {
    private static final int NO_ENTRY = 2;
    /** Files are made inside, by whoever likes to. */
    private static final int MOST_NAMES = 10_000;

    private HostileFiles() {}

    /** Returns the names in a directory, of very many only some; none where there is no directory. */
    public static List<String> names(Path directory) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                names.add(String.valueOf(file.getFileName()));
                if (names.size() == MOST_NAMES) {
                    break;
                }
            }
        } catch (NoSuchFileException e) {
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /**
     * Opens a regular file for reading.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if it is a link, a pipe, a device or a directory
     */
    public static FileChannel open(Path file) throws IOException {
        int descriptor = openPlain(file);
        try {
            return FileChannel.open(descriptorPath(descriptor), StandardOpenOption.READ);
        } finally {
            Libc.INSTANCE.close(descriptor);
        }
    }

    private static int openPlain(Path file) throws IOException {
        int descriptor;
        try {
            descriptor = Libc.INSTANCE.open(
                    file.toString(), Libc.READ_ONLY | Libc.NO_FOLLOW | Libc.NON_BLOCKING | Libc.CLOSE_ON_EXEC);
        } catch (LastErrorException e) {
            if (e.getErrorCode() == NO_ENTRY) {
                throw new NoSuchFileException(file.toString());
            }
            throw new IOException("cannot open " + file + " as a plain file (error " + e.getErrorCode() + ")", e);
        }
        try {
            if (!Files.readAttributes(descriptorPath(descriptor), BasicFileAttributes.class)
                    .isRegularFile()) {
                throw new IOException(file + " is not a plain file; it was replaced from inside the instance");
            }
            return descriptor;
        } catch (IOException | RuntimeException e) {
            Libc.INSTANCE.close(descriptor);
            throw e;
        }
    }

    /** Reads the beginning of a file as ASCII, or nothing if it is missing or not a plain file. */
    public static Optional<String> head(Path file, int bytes) {
        return head(file, bytes, StandardCharsets.US_ASCII);
    }

    /** Reads the beginning of a file as text, or nothing if it is missing or not a plain file. */
    public static Optional<String> text(Path file, int bytes) {
        return head(file, bytes, StandardCharsets.UTF_8);
    }

    private static Optional<String> head(Path file, int bytes, Charset charset) {
        // Most that are asked for are not there, and finding that out takes no native call.
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        int descriptor;
        try {
            descriptor = openPlain(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        // Not through a channel, which an interrupt closes: the file would seem to be missing.
        try (InputStream stream = new FileInputStream(descriptorPath(descriptor).toFile())) {
            return Optional.of(new String(stream.readNBytes(bytes), charset));
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            Libc.INSTANCE.close(descriptor);
        }
    }

    /** Tells when a plain file that is not empty was written last; nothing for whatever else is there. Opens nothing. */
    public static Optional<Instant> lastChange(Path file) {
        return attributes(file)
                .filter(found -> found.size() > 0)
                .map(found -> found.lastModifiedTime().toInstant());
    }

    /** Tells how many bytes a plain file has; 0 for whatever else is there. Opens nothing. */
    public static long size(Path file) {
        return attributes(file).map(BasicFileAttributes::size).orElse(0L);
    }

    private static Optional<BasicFileAttributes> attributes(Path file) {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                    .filter(BasicFileAttributes::isRegularFile);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Path descriptorPath(int descriptor) {
        return Path.of(Platform.isMac() ? "/dev/fd" : "/proc/self/fd", Integer.toString(descriptor));
    }
}
