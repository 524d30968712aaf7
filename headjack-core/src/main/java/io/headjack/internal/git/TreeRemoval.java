package io.headjack.internal.git;

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

/** Deletes a directory with all that is in it, read-only directories too, and follows no link. */
final class TreeRemoval {
    private TreeRemoval() {}

    /** Deletes it; one that does not exist is no error. */
    static void remove(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(directory);
            return;
        }
        makeWritable(directory);
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            empty(TreeWalk.secure(stream), directory);
        }
        Files.deleteIfExists(directory);
    }

    private static void empty(SecureDirectoryStream<Path> directory, Path path) throws IOException {
        List<Path> names = new ArrayList<>();
        directory.forEach(child -> names.add(child.getFileName()));
        for (Path name : names) {
            remove(directory, name, path.resolve(name));
        }
    }

    private static void remove(SecureDirectoryStream<Path> parent, Path name, Path path) throws IOException {
        PosixFileAttributeView view =
                parent.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().isDirectory()) {
            parent.deleteFile(name);
            return;
        }
        makeWritable(path);
        try (SecureDirectoryStream<Path> below = parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            empty(below, path);
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
