package io.headjack.internal.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of git that outlived the process that made them: it was killed, and nobody told them. Whoever repairs after it
 * waits until they have done what they do, as they would do it in the midst of the repair. Each call carries its caller's
 * process id in its environment, which Linux shows; elsewhere none is found. A caller in another namespace of process ids, as a
 * container beside us, is nobody to us: nobody here knows whether it lives.
 */
final class Orphans {
    private static final String CALLER = "HEADJACK_GIT_CALLER";
    private static final Pattern MARK = Pattern.compile("(\\d{1,18}) (\\S+) (\\d+)");
    private static final Path PROC = Path.of("/proc");
    /** Its place among the fields after the program's name, see proc(5). */
    private static final int BEGAN = 19;

    /** The same for each call of git, of which there are many. */
    private static final Map<String, String> OWN = Map.of(
            CALLER, caller(PROC.resolve(Long.toString(ProcessHandle.current().pid()))));

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_TERM = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 10;

    private Orphans() {}

    /** What marks the calls of this process. */
    static Map<String, String> mark() {
        return OWN;
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
                .map(MARK::matcher)
                .filter(Matcher::matches)
                .filter(mark -> mark.group(2).equals(namespace()))
                .filter(mark -> !caller(PROC.resolve(mark.group(1))).equals(mark.group()))
                .isPresent();
    }

    /** A process id, its namespace, and when it began, as ids are used again. */
    private static String caller(Path process) {
        return process.getFileName() + " " + namespace() + " " + began(process);
    }

    private static String namespace() {
        try {
            return Files.readSymbolicLink(PROC.resolve("self/ns/pid")).toString();
        } catch (IOException e) {
            return "-";
        }
    }

    /** In the kernel's ticks since the machine began, which no setting of the clock changes; a dash for one that is not there. */
    private static String began(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"), ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") || fields[0].equals("X") ? "-" : fields[BEGAN];
        } catch (IOException e) {
            return "-";
        }
    }
}
