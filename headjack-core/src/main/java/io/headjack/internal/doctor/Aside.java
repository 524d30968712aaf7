package io.headjack.internal.doctor;

import io.headjack.error.OperationFailedException;
import io.headjack.internal.instance.HeldInstance;
import io.headjack.internal.instance.Parts;
import io.headjack.internal.os.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a repair takes out of the way and does not delete, as it could hold work. Its name says when that was. */
final class Aside {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int STAMP_LENGTH = 16;

    private Aside() {}

    /** Moves a file or directory there and returns where it is. */
    static String move(Parts parts, HeldInstance held, Path what, String kind) {
        try {
            Path directory = DurableFiles.directory(parts.data().aside());
            String name =
                    held.id() + "-" + kind + "-" + STAMP.format(parts.clock().instant());
            Path target = free(directory, name);
            held.step("aside", () -> rename(what, target));
            return target.toString();
        } catch (IOException e) {
            throw new OperationFailedException("cannot make " + parts.data().aside() + ": " + e, e);
        }
    }

    private static void rename(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new OperationFailedException("cannot move " + from + " to " + to + ": " + e, e);
        }
    }

    private static Path free(Path directory, String name) {
        Path free = directory.resolve(name);
        for (int i = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); i++) {
            free = directory.resolve(i + "-" + name);
        }
        return free;
    }

    /** When something was set aside, or a salvage written, as the end of its name says. */
    static Optional<Instant> time(String name) {
        if (name.length() < STAMP_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(STAMP.parse(name.substring(name.length() - STAMP_LENGTH), Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
