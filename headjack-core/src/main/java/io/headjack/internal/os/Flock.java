package io.headjack.internal.os;

import com.sun.jna.LastErrorException;
import io.headjack.error.CatalogException;
import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.HeadjackTimeoutException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An advisory lock on a whole file, by flock(2): it belongs to one open file, so it excludes other threads as well as
 * other processes, is free as soon as its owner is dead, and is not inherited by programs that are started.
 */
public final class Flock implements AutoCloseable {
    private static final int WOULD_BLOCK_LINUX = 11;
    private static final int WOULD_BLOCK_MAC = 35;
    private static final int OWNER_ONLY = 0600;
    private static final long FIRST_PAUSE_NANOS = 200_000;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private final Libc libc;
    private final Path file;
    private final int descriptor;

    private Flock(Libc libc, Path file, int descriptor) {
        this.libc = libc;
        this.file = file;
        this.descriptor = descriptor;
    }

    /**
     * Waits for the lock, making the file if it is missing.
     *
     * @param file the file, in an existing directory
     * @param timeout how long at most
     * @param holder says in words who holds it, for the message
     * @return the lock, to be closed
     */
    public static Flock acquire(Path file, Duration timeout, Supplier<String> holder) {
        return acquire(Libc.INSTANCE, file, timeout, holder);
    }

    /**
     * As {@link #acquire}, in turns: who has just had the lock and wants it again does not get in before who waits for it.
     * For that there is a second file beside the first one, which only who comes next may hold.
     */
    public static Flock acquireInTurn(Path file, Duration timeout, Supplier<String> holder) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try (Flock turn = acquire(file.resolveSibling("next-" + file.getFileName()), timeout, holder)) {
            return acquire(file, Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), holder);
        }
    }

    static Flock acquire(Libc libc, Path file, Duration timeout, Supplier<String> holder) {
        long deadline = System.nanoTime() + timeout.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            Flock lock = attempt(libc, file);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new HeadjackTimeoutException("waited " + timeout.toSeconds() + " s for the lock on " + file
                        + ", held by " + holder.get() + "; try again when that has ended");
            }
            pause(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
        }
    }

    /** Tells whether somebody holds the lock now. Makes no file; a file that is missing is held by nobody. */
    public static boolean isHeld(Path file) {
        int descriptor;
        try {
            descriptor = Libc.INSTANCE.open(file.toString(), Libc.READ_ONLY | Libc.NO_FOLLOW | Libc.CLOSE_ON_EXEC);
        } catch (LastErrorException e) {
            return false;
        }
        try {
            // Shared, so that those who only ask do not see each other.
            Libc.INSTANCE.flock(descriptor, Libc.LOCK_SHARED | Libc.LOCK_NON_BLOCKING);
            return false;
        } catch (LastErrorException e) {
            return true;
        } finally {
            Libc.INSTANCE.close(descriptor);
        }
    }

    private static @Nullable Flock attempt(Libc libc, Path file) {
        int descriptor = open(libc, file);
        try {
            libc.flock(descriptor, Libc.LOCK_EXCLUSIVE | Libc.LOCK_NON_BLOCKING);
        } catch (LastErrorException e) {
            libc.close(descriptor);
            if (e.getErrorCode() == WOULD_BLOCK_LINUX || e.getErrorCode() == WOULD_BLOCK_MAC) {
                return null;
            }
            throw new CatalogException(
                    "cannot lock " + file + " (" + e.getMessage()
                            + "); the data directory must be on a file system with flock(2)",
                    e);
        }
        Flock lock = new Flock(libc, file, descriptor);
        // Whoever held it before may have deleted the file: then this lock is on nothing that others can see.
        if (!lock.isOnTheFile()) {
            lock.close();
            return null;
        }
        return lock;
    }

    private static int open(Libc libc, Path file) {
        try {
            return libc.open(
                    file.toString(), Libc.READ_WRITE | Libc.CREATE | Libc.NO_FOLLOW | Libc.CLOSE_ON_EXEC, OWNER_ONLY);
        } catch (LastErrorException e) {
            throw new CatalogException(
                    "cannot open the lock file " + file + " for writing (" + e.getMessage()
                            + "); its directory must exist and be writable, with room on the disk",
                    e);
        }
    }

    private boolean isOnTheFile() {
        try {
            BasicFileAttributes path = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            BasicFileAttributes open =
                    Files.readAttributes(HostileFiles.descriptorPath(descriptor), BasicFileAttributes.class);
            return path.fileKey() == null || path.fileKey().equals(open.fileKey());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new CatalogException("cannot look at the lock file " + file, e);
        }
    }

    private static void pause(long nanos) {
        try {
            Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting for a lock", e);
        }
    }

    /** Deletes the file while holding the lock; whoever waits for it takes a new file. */
    public void deleteFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CatalogException("cannot delete " + file, e);
        }
    }

    @Override
    public void close() {
        libc.close(descriptor);
    }
}
