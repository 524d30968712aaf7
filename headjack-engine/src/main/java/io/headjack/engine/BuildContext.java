package io.headjack.engine;

import io.headjack.error.InvalidRequestException;
import io.headjack.spi.ImageBuild;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The directory that a build may read, sent as a tar while it is made. Links are sent as links, never followed, and what is
 * neither file, directory nor link is left out.
 */
final class BuildContext {
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
                    root.relativize(file).toString(),
                    Files.isRegularFile(rules, LinkOption.NOFOLLOW_LINKS)
                            ? IgnoreRules.parse(Files.readAllLines(rules))
                            : IgnoreRules.parse(List.of()));
        } catch (IOException e) {
            throw new InvalidRequestException("The file " + rules + " cannot be read: " + e, e);
        }
    }

    Path root() {
        return root;
    }

    /** The Dockerfile's place in the context. */
    String dockerfile() {
        return dockerfile;
    }

    /** Writes the tar; the stream stays open. */
    void writeTo(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        writeDirectory(tar, root);
        tar.finish();
        tar.flush();
    }

    private void writeDirectory(TarArchiveOutputStream tar, Path directory) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory)) {
            listed.forEach(children::add);
        }
        // The same order each time, so that the same files are the same context.
        Collections.sort(children);
        for (Path child : children) {
            String name = root.relativize(child).toString();
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
}
