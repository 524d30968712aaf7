package io.headjack.podman;

import io.headjack.error.RuntimeUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Where a service that was started here has its socket: in the data directory, or where that path is too long, below /tmp. */
final class ServiceDirectory {
    /** What fits into a socket's address on every platform, without the longest name that a file in here has. */
    private static final int LONGEST = 75;

    private static final int HASH_BYTES = 6;
    private static final FileAttribute<Set<PosixFilePermission>> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private ServiceDirectory() {}

    /** Returns the directory, which is there from then on and writable to this user only. */
    static Path of(Path data) {
        Path directory = data.resolve("podman");
        if (directory.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            directory = Path.of("/tmp", "headjack-podman-" + hash(data.toString()));
        }
        try {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(directory, OURS_ALONE);
            }
            // In a directory that all may write to, somebody else may have been here first.
            if (Files.isSymbolicLink(directory) || !Files.getOwner(directory).equals(Files.getOwner(data))) {
                throw new RuntimeUnavailableException(
                        "The directory " + directory + " for the socket of Podman's service"
                                + " belongs to somebody else. Choose a data directory with a shorter path.");
            }
            return directory;
        } catch (IOException e) {
            throw new RuntimeUnavailableException(
                    "The directory " + directory + " for the socket of Podman's service cannot be used: " + e, e);
        }
    }

    private static String hash(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(all, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
