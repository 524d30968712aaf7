package io.headjack.internal.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says who holds a lock, where the operating system tells: Linux does, in {@code /proc/locks}. */
public final class LockHolder {
    private static final Path LOCKS = Path.of("/proc/locks");
    private static final int PID = 4;
    private static final int FILE = 5;

    private LockHolder() {}

    /** Returns words for the process that holds the lock on a file. */
    public static Optional<String> of(Path file) {
        try {
            String inode = ":" + Files.getAttribute(file, "unix:ino");
            return Files.readAllLines(LOCKS).stream()
                    .map(line -> line.trim().split("\\s+"))
                    .filter(words -> words.length > FILE && "FLOCK".equals(words[1]) && words[FILE].endsWith(inode))
                    .map(words -> words[PID])
                    .findFirst()
                    .map(LockHolder::words);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String words(String pid) {
        return "process " + pid
                + Optional.of(pid)
                        .filter(digits -> digits.matches("\\d{1,18}"))
                        .flatMap(digits -> ProcessHandle.of(Long.parseLong(digits)))
                        .flatMap(process -> process.info().command())
                        .map(command -> " (" + command + ")")
                        .orElse("");
    }
}
