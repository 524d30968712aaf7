package io.headjack.internal.instance;

import io.headjack.InstanceId;
import io.headjack.error.UnsupportedException;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Where the multiplexer of an instance without isolation has its socket on the host. */
final class Sockets {
    /** What fits into a socket's address on every platform. */
    private static final int LONGEST = 100;

    private static final int HASH_BYTES = 6;

    private Sockets() {}

    static Path of(DataDirectory data, InstanceId instance) {
        Path preferred = data.root().resolve("run").resolve(instance.value());
        if (preferred.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return inOwnDirectory(data, preferred);
        }
        String hash = HexFormat.of().formatHex(InstanceNames.sha256(data.root().toString()), 0, HASH_BYTES);
        return inOwnDirectory(data, Path.of("/tmp", "headjack-" + hash, instance.value()));
    }

    private static Path inOwnDirectory(DataDirectory data, Path socket) {
        Path directory = DurableFiles.parent(socket);
        try {
            DurableFiles.directory(directory);
            // In a directory that all may write to, somebody else may have been here first.
            if (Files.isSymbolicLink(directory) || !Files.getOwner(directory).equals(Files.getOwner(data.root()))) {
                throw new UnsupportedException("the directory " + directory + " for multiplexer sockets belongs to"
                        + " somebody else; choose a data directory with a shorter path");
            }
            return socket;
        } catch (IOException e) {
            throw new UnsupportedException(
                    "the directory " + directory + " for multiplexer sockets cannot be used: " + e, e);
        }
    }
}
