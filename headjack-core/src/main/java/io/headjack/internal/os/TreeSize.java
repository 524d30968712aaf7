package io.headjack.internal.os;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the bytes below a directory that an instance could write to: each step is taken from the open directory above,
 * follows no link and opens no file.
 */
public final class TreeSize {
    private static final int DEEPEST = 200;

    private TreeSize() {}

    /** Returns the bytes of all regular files; what is missing, cannot be read or is too deep counts as none. */
    public static long of(Path directory) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
            return stream instanceof SecureDirectoryStream<Path> secure ? below(secure, 0) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static long below(SecureDirectoryStream<Path> directory, int depth) {
        long sum = 0;
        for (Path name : names(directory)) {
            try {
                BasicFileAttributes attributes = directory
                        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes();
                if (attributes.isRegularFile()) {
                    sum += attributes.size();
                } else if (attributes.isDirectory() && depth < DEEPEST) {
                    try (var below = directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
                        sum += below(below, depth + 1);
                    }
                }
            } catch (IOException e) {
                // Gone meanwhile, or not for this user.
            }
        }
        return sum;
    }

    private static List<Path> names(SecureDirectoryStream<Path> directory) {
        List<Path> names = new ArrayList<>();
        try {
            directory.forEach(path -> names.add(path.getFileName()));
        } catch (DirectoryIteratorException e) {
            return names;
        }
        return names;
    }
}
