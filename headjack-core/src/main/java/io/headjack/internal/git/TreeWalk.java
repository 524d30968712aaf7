package io.headjack.internal.git;

import io.headjack.internal.os.TreeRemoval;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Walks a worktree that an instance could write: each step is taken from the open directory above it and follows no
 * link, so that what is moved or swapped meanwhile leads nowhere else.
 */
final class TreeWalk {
    private static final int DEEPEST = 200;
    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /** What a walk meets. */
    interface Visitor {
        /** Anything but a directory. */
        void entry(Entry entry) throws IOException;

        /** A directory, before what is in it; false leaves that out. */
        boolean directory(Path relative) throws IOException;

        /** A directory that cannot be read, or is too deep. */
        void unreadable(Path relative) throws IOException;
    }

    /** A file, link or special file, at a path relative to the root. */
    record Entry(Path relative, PosixFileAttributes attributes, SecureDirectoryStream<Path> parent, Path root) {

        boolean isSpecial() {
            return !attributes.isRegularFile() && !attributes.isSymbolicLink();
        }

        /** Opens a regular file; the caller has looked at the attributes, as opening a pipe would block. */
        InputStream open() throws IOException {
            return Channels.newInputStream(parent.newByteChannel(relative.getFileName(), READ));
        }

        /** The target of a link, which is only read, never used. */
        Path linkTarget() throws IOException {
            return Files.readSymbolicLink(root.resolve(relative));
        }
    }

    private final Path root;
    private final Visitor visitor;

    private TreeWalk(Path root, Visitor visitor) {
        this.root = root;
        this.visitor = visitor;
    }

    /** Walks everything below the root except the root's own {@code .git}, in the order of names. */
    static void walk(Path root, Visitor visitor) throws IOException {
        Path top = Administration.realParent(root);
        if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
            throw new NotDirectoryException(root.toString());
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(top)) {
            new TreeWalk(top, visitor).children(TreeRemoval.secure(stream), Path.of(""), 0);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void children(SecureDirectoryStream<Path> directory, Path relative, int depth) throws IOException {
        List<Path> names = new ArrayList<>();
        directory.forEach(path -> names.add(path.getFileName()));
        names.sort(Comparator.naturalOrder());
        for (Path name : names) {
            if (depth > 0 || !name.toString().equals(".git")) {
                child(directory, relative.resolve(name), name, depth);
            }
        }
    }

    private void child(SecureDirectoryStream<Path> directory, Path relative, Path name, int depth) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = directory
                    .getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes();
        } catch (NoSuchFileException e) {
            return;
        }
        if (!attributes.isDirectory()) {
            visitor.entry(new Entry(relative, attributes, directory, root));
        } else if (visitor.directory(relative)) {
            descend(directory, relative, name, depth);
        }
    }

    private void descend(SecureDirectoryStream<Path> directory, Path relative, Path name, int depth)
            throws IOException {
        if (depth == DEEPEST) {
            visitor.unreadable(relative);
            return;
        }
        SecureDirectoryStream<Path> below;
        try {
            below = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            visitor.unreadable(relative);
            return;
        }
        try (below) {
            children(below, relative, depth + 1);
        }
    }
}
