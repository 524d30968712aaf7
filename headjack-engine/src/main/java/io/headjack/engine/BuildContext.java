package io.headjack.engine;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ImageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The directory that a build may read, sent as a tar while it is made. Links are sent as links, never followed, and what is
 * neither file, directory nor link is left out.
 */
final class BuildContext {
    private static final int PIPE = 256 * 1024;
    private static final int PERMISSIONS = 07777;
    private static final String IGNORE_FILE = ".dockerignore";

    private final Path root;
    private final String dockerfile;
    private final IgnoreRules ignored;

    private BuildContext(Path root, String dockerfile, IgnoreRules ignored) {
        this.root = root;
        this.dockerfile = dockerfile;
        this.ignored = ignored;
    }

    static BuildContext of(ImageBuild build) {
        Path root = build.context().toAbsolutePath().normalize();
        Path file = build.dockerfile().toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new InvalidRequestException("The build context " + root + " is not a directory.");
        }
        if (!file.startsWith(root)) {
            throw new InvalidRequestException("The Dockerfile " + file + " is not below the build context " + root
                    + ". Choose a context that has it.");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new InvalidRequestException("The Dockerfile " + file + " is not a file.");
        }
        Path rules = root.resolve(IGNORE_FILE);
        try {
            return new BuildContext(
                    root,
                    slashed(root.relativize(file)),
                    Files.isRegularFile(rules, LinkOption.NOFOLLOW_LINKS)
                            ? IgnoreRules.parse(Files.readAllLines(rules))
                            : IgnoreRules.parse(List.of()));
        } catch (IOException e) {
            throw new InvalidRequestException("The file " + rules + " cannot be read: " + e, e);
        }
    }

    /** The Dockerfile's place in the context. */
    String dockerfile() {
        return dockerfile;
    }

    /** Begins to make the tar on another thread. */
    Sending send(Consumer<Runnable> otherThread) {
        try {
            Sending sending = new Sending();
            otherThread.accept(() -> sending.write(this));
            return sending;
        } catch (IOException e) {
            throw new UncheckedIOException("no pipe for the build context " + root, e);
        }
    }

    void writeTo(OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            writeDirectory(tar, root);
        }
    }

    /** A tar on its way: closing it ends the thread that makes it. */
    static final class Sending implements AutoCloseable {
        private final PipedOutputStream in = new PipedOutputStream();
        private final PipedInputStream out;
        private volatile IOException failure = new IOException("the build context was not sent whole");
        private volatile boolean broken = true;

        private Sending() throws IOException {
            out = new PipedInputStream(in, PIPE);
        }

        InputStream tar() {
            return new Checked();
        }

        private void write(BuildContext context) {
            try (in) {
                context.writeTo(in);
                broken = false;
            } catch (IOException e) {
                failure = e;
            }
        }

        @Override
        public void close() {
            try {
                out.close();
            } catch (IOException e) {
                throw new UncheckedIOException("a pipe cannot fail to close", e);
            }
        }

        /** Makes sure that half a context is never taken for a whole one. */
        private final class Checked extends InputStream {
            @Override
            public int read() throws IOException {
                return checked(out.read());
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return checked(out.read(bytes, offset, length));
            }

            private int checked(int count) throws IOException {
                if (count < 0 && broken) {
                    throw failure;
                }
                return count;
            }
        }
    }

    private void writeDirectory(TarArchiveOutputStream tar, Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
            listed.forEach(children::add);
        }
        // The same order each time, so that the same files are the same context.
        Collections.sort(children);
        for (Path child : children) {
            String name = slashed(root.relativize(child));
            boolean left = ignored.matches(name) && !name.equals(dockerfile) && !name.equals(IGNORE_FILE);
            PosixFileAttributes found =
                    Files.readAttributes(child, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!left) {
                writeEntry(tar, child, name, found);
            }
            if (found.isDirectory() && (!left || ignored.hasExceptions() || dockerfile.startsWith(name + "/"))) {
                writeDirectory(tar, child);
            }
        }
    }

    private static void writeEntry(TarArchiveOutputStream tar, Path file, String name, PosixFileAttributes found)
            throws IOException {
        TarArchiveEntry entry;
        if (found.isSymbolicLink()) {
            entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(file).toString());
        } else if (found.isDirectory()) {
            entry = new TarArchiveEntry(name + "/");
        } else if (found.isRegularFile()) {
            entry = new TarArchiveEntry(name);
            entry.setSize(found.size());
        } else {
            return;
        }
        entry.setModTime(found.lastModifiedTime().toMillis());
        entry.setMode(mode(file));
        tar.putArchiveEntry(entry);
        if (found.isRegularFile()) {
            copy(tar, file, found.size());
        }
        tar.closeArchiveEntry();
    }

    /** A file that has grown since is cut at the size that was announced; one that has shrunk fails the archive. */
    private static void copy(OutputStream tar, Path file, long size) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long left = size;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException("the file " + file + " shrank while it was sent");
                }
                tar.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private static int mode(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS) & PERMISSIONS;
    }

    private static String slashed(Path relative) {
        return relative.toString();
    }
}
