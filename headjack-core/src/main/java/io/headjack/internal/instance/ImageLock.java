package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.DurableFiles;
import io.headjack.internal.os.Flock;
import io.headjack.internal.os.LockHolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/**
 * The right to fetch or build one image, held by one caller at a time among all processes: whoever waits for it finds the
 * image there, or what the engine kept of its steps.
 */
final class ImageLock implements AutoCloseable {
    /** As long as a build may be silent, and some more. */
    private static final Duration TIMEOUT = Duration.ofMinutes(45);

    private static final int NAME_BYTES = 8;

    private final Flock lock;

    private ImageLock(Flock lock) {
        this.lock = lock;
    }

    static ImageLock acquire(DataDirectory data, String runtime, String reference) {
        String name = HexFormat.of().formatHex(InstanceNames.sha256(runtime + "\0" + reference), 0, NAME_BYTES);
        try {
            Path file = DurableFiles.directory(data.cache()).resolve("image-" + name + ".lock");
            return new ImageLock(Flock.acquire(
                    file,
                    TIMEOUT,
                    () -> LockHolder.of(file).orElse("another process") + ", which fetches or builds the image "
                            + reference));
        } catch (IOException e) {
            throw new OperationFailedException("cannot make the directory " + data.cache() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.deleteFile();
        } finally {
            lock.close();
        }
    }
}
