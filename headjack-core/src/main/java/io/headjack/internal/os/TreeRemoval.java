package io.headjack.internal.os;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Deletes a directory with all that is in it, read-only directories too, and follows no link. However deep directories
 * are nested, it holds few of them open and needs no path that is too long.
 */
public final class TreeRemoval {
    private static final int DEEPEST = 100;
    private static final String RAISED = ".headjack-raised-";

    private final SecureDirectoryStream<Path> top;
    private int raised;

    private TreeRemoval(SecureDirectoryStream<Path> top) {
        this.top = top;
    }

    /**
     * Deletes it; one that does not exist is no error.
     *
     * @param directory the directory, or anything else
     * @throws IOException if something cannot be deleted
     */
    public static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(directory);
            return;
        }
        makeWritable(directory);
        int before;
        int raised = 0;
        do {
            before = raised;
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                TreeRemoval removal = new TreeRemoval(secure(stream));
                removal.raised = raised;
                removal.empty(removal.top, directory, 0);
                raised = removal.raised;
            }
        } while (raised > before);
        Files.deleteIfExists(directory);
    }

    /**
     * Returns a stream that follows no link.
     *
     * @param stream of a directory
     * @return the same one
     * @throws IOException if this platform has no such streams
     */
    @SuppressWarnings("unchecked")
    public static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<?> secure) {
            return (SecureDirectoryStream<Path>) secure;
        }
        throw new IOException("this platform cannot walk directories without following links");
    }

    private void empty(SecureDirectoryStream<Path> directory, Path path, int depth) throws IOException {
        List<Path> names = new ArrayList<>();
        directory.forEach(child -> names.add(child.getFileName()));
        for (Path name : names) {
            remove(directory, name, path.resolve(name), depth);
        }
    }

    private void remove(SecureDirectoryStream<Path> parent, Path name, Path path, int depth) throws IOException {
        PosixFileAttributeView view =
                parent.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().isDirectory()) {
            parent.deleteFile(name);
            return;
        }
        makeWritable(path);
        if (depth == DEEPEST) {
            // Looked at again from the top, where paths are short.
            parent.move(name, top, Path.of(RAISED + raised++));
            return;
        }
        try (SecureDirectoryStream<Path> below = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            empty(below, path, depth + 1);
        }
        parent.deleteDirectory(name);
    }

    private static void makeWritable(Path directory) throws IOException {
        // Looked at once more just before: nothing runs in the instance by now, so this is against accidents only.
        if (!Files.isWritable(directory) || !Files.isReadable(directory) || !Files.isExecutable(directory)) {
            if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }
}
