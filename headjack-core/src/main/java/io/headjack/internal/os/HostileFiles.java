package io.headjack.internal.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * Reads files in directories that an instance can write to: no link is followed, nothing blocks on a pipe, nothing but a
 * regular file is read.
 */
public final class HostileFiles {
    private static final int NO_ENTRY = 2;

    private HostileFiles() {}

    /**
     * Opens a regular file for reading.
     *
     * @throws NoSuchFileException if there is none
     * @throws IOException if it is a link, a pipe, a device or a directory
     */
    public static FileChannel open(Path file) throws IOException {
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
            Path open = descriptorPath(descriptor);
            if (!Files.readAttributes(open, BasicFileAttributes.class).isRegularFile()) {
                throw new IOException(file + " is not a plain file; it was replaced from inside the instance");
            }
            return FileChannel.open(open, StandardOpenOption.READ);
        } finally {
            Libc.INSTANCE.close(descriptor);
        }
    }

    /** Reads the beginning of a file as ASCII, or nothing if it is missing or not a plain file. */
    public static Optional<String> head(Path file, int bytes) {
        try (FileChannel channel = open(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(bytes);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            return Optional.of(new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static Path descriptorPath(int descriptor) {
        return Path.of(Platform.isMac() ? "/dev/fd" : "/proc/self/fd", Integer.toString(descriptor));
    }
}
