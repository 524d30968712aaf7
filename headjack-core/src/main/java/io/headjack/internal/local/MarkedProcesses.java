package io.headjack.internal.local;

import io.headjack.error.HeadjackInterruptedException;
import io.headjack.error.OperationFailedException;
import io.headjack.internal.os.ProcessVariables;
import io.headjack.internal.process.HostProcess;
import io.headjack.spi.ContainerId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a container: those whose environment names it. A variable is inherited by whatever a program starts,
 * also by what detached itself from its parent and its terminal.
 */
final class MarkedProcesses {
    /** The variable that names the container. */
    static final String MARKER = "HEADJACK_CONTAINER";

    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration SIGNAL_DEADLINE = Duration.ofSeconds(10);
    private static final int ROUNDS = 100;

    private final Path proc;
    private final Map<String, String> environment;

    /**
     * @param proc where the kernel shows processes
     * @param environment what programs of the host are started with
     */
    MarkedProcesses(Path proc, Map<String, String> environment) {
        this.proc = proc;
        this.environment = environment;
    }

    /** Lists the processes that run, this one never. */
    Set<Long> of(ContainerId container) {
        Set<Long> found = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                if (ProcessVariables.read(entry, MARKER).equals(Optional.of(container.value()))) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            throw new OperationFailedException("cannot list processes in " + proc + ": " + e.getMessage(), e);
        }
        found.remove(ProcessHandle.current().pid());
        return found;
    }

    /** Sends TERM to all, waits for them, and kills what is left after the grace. */
    void end(ContainerId container, Duration grace) {
        long deadline = System.nanoTime() + grace.toNanos();
        Set<Long> running = of(container);
        signal("TERM", running);
        // What is frozen hears of TERM only when it is thawed.
        signal("CONT", running);
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            pause();
            running = of(container);
        }
        for (int round = 0; !running.isEmpty(); round++) {
            if (round == ROUNDS) {
                throw new OperationFailedException("processes " + running + " of container " + container
                        + " do not end, not even when killed; look at what they wait for");
            }
            signal("KILL", running);
            pause();
            running = of(container);
        }
    }

    /** Freezes all, until no running one is left that could have started another meanwhile. */
    void freeze(ContainerId container) {
        Set<Long> frozen = new TreeSet<>();
        for (Set<Long> running = of(container); frozen.addAll(running); running = of(container)) {
            signal("STOP", running);
        }
    }

    void thaw(ContainerId container) {
        signal("CONT", of(container));
    }

    private void signal(String name, Set<Long> processes) {
        if (processes.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("sh", "-c", "kill -s \"$@\" 2>/dev/null", "sh", name));
        processes.forEach(process -> command.add(Long.toString(process)));
        try (HostProcess kill = HostProcess.start(command, environment, Path.of("/"))) {
            // Its exit status says only that one of them had ended before, which is what is wanted.
            kill.await(SIGNAL_DEADLINE);
        }
    }

    private static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HeadjackInterruptedException("interrupted while waiting for processes to end", e);
        }
    }
}
