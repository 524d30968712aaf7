package io.headjack.internal.git;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.ProcessVariables;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Calls of git that outlived the process that made them: it was killed, and nobody told them. Whoever repairs after it
 * waits until they have done what they do, as they would do it in the midst of the repair. Each call carries its caller's
 * process id in its environment, which Linux shows; elsewhere none is found.
 */
final class Orphans {
    private static final String CALLER = "HEADJACK_GIT_CALLER";
    private static final Path PROC = Path.of("/proc");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_TERM = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 10;

    private Orphans() {}

    /** What marks the calls of this process. */
    static Map<String, String> mark() {
        return Map.of(CALLER, Long.toString(ProcessHandle.current().pid()));
    }

    /** Waits until there is none. One that takes too long is asked to end, and takes its locks away as it does. */
    static void await() {
        if (endWithin(PATIENCE)) {
            return;
        }
        list().forEach(ProcessHandle::destroy);
        if (!endWithin(AFTER_TERM)) {
            throw new OperationFailedException("git still runs for a process that is dead, and does not end: processes "
                    + list().stream().map(ProcessHandle::pid).toList() + "; kill them");
        }
    }

    private static boolean endWithin(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        // Twice in a row: a process that is just being started shows no variables for a moment.
        for (int none = 0; none < 2; ) {
            none = list().isEmpty() ? none + 1 : 0;
            if (none == 0 && System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HeadjackInterruptedException("interrupted while waiting for the git of a dead process", e);
            }
        }
        return true;
    }

    private static List<ProcessHandle> list() {
        List<ProcessHandle> orphans = new ArrayList<>();
        if (!Files.isDirectory(PROC)) {
            return orphans;
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path each : processes) {
                if (isOrphan(each)) {
                    ProcessHandle.of(Long.parseLong(each.getFileName().toString()))
                            .ifPresent(orphans::add);
                }
            }
            return orphans;
        } catch (IOException e) {
            throw new OperationFailedException("cannot list the processes in " + PROC + ": " + e.getMessage(), e);
        }
    }

    private static boolean isOrphan(Path process) {
        return ProcessVariables.read(process, CALLER)
                .filter(caller -> caller.matches("\\d{1,18}"))
                .filter(caller -> ProcessHandle.of(Long.parseLong(caller))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty())
                .isPresent();
    }
}
