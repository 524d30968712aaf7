package io.headjack.docker.durability;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;

/** A program named git in front of the host's, of which a certain call gets stuck. */
final class GatedGit implements AutoCloseable {
    private static final String SCRIPT = """
            #!/bin/sh
            d='DIRECTORY'
            echo >> "$d/calls"
            n=$(($(wc -l < "$d/calls")))
            if [ "$n" != "$(cat "$d/gate")" ]; then exec 'GIT' "$@"; fi
            if [ "$(cat "$d/stuck")" = ENDED ]; then
              'GIT' "$@"
              code=$?
              echo > "$d/reached"
              read -r line < "$d/go"
              exit "$code"
            fi
            echo > "$d/reached"
            read -r line < "$d/go"
            exec 'GIT' "$@"
            """;

    /** Where a call gets stuck. */
    enum Stuck {
        /** It goes on while others repair already. */
        LATE,
        /** It has done its work, and nobody takes notice. */
        ENDED
    }

    private final Path directory;
    private final RandomAccessFile stuckOnes;
    private final RandomAccessFile go;
    private Runnable arrival = () -> {};

    private GatedGit(Path directory, RandomAccessFile stuckOnes, RandomAccessFile go) {
        this.directory = directory;
        this.stuckOnes = stuckOnes;
        this.go = go;
    }

    static GatedGit open(Path directory) throws IOException, InterruptedException {
        Path git = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(each -> Path.of(each, "git"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
        Path program = Files.createDirectories(directory.resolve("bin")).resolve("git");
        Files.writeString(
                program, SCRIPT.replace("DIRECTORY", directory.toString()).replace("GIT", git.toString()));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        new ProcessBuilder("mkfifo", directory + "/reached", directory + "/go")
                .inheritIO()
                .start()
                .waitFor();
        // Opened for both, so that opening waits for nobody.
        GatedGit gated = new GatedGit(
                directory,
                new RandomAccessFile(directory.resolve("reached").toFile(), "rw"),
                new RandomAccessFile(directory.resolve("go").toFile(), "rw"));
        gated.arm(0, Stuck.LATE, () -> {});
        Thread reader = new Thread(gated::read, "gated-git");
        reader.setDaemon(true);
        reader.start();
        return gated;
    }

    Map<String, String> environment() {
        return Map.of("PATH", directory.resolve("bin") + File.pathSeparator + System.getenv("PATH"));
    }

    /** Counts from the beginning again; the call of that number gets stuck, none if it is 0. */
    synchronized void arm(int call, Stuck where, Runnable reached) throws IOException {
        Files.writeString(directory.resolve("calls"), "");
        Files.writeString(directory.resolve("gate"), call + "\n");
        Files.writeString(directory.resolve("stuck"), where + "\n");
        arrival = reached;
    }

    int calls() {
        try {
            return (int) Files.size(directory.resolve("calls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets the stuck call go on. */
    void release() throws IOException {
        go.write('\n');
    }

    private void read() {
        try {
            while (stuckOnes.readLine() != null) {
                arrive();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private synchronized void arrive() {
        arrival.run();
    }

    @Override
    public void close() throws IOException {
        go.close();
        stuckOnes.close();
    }
}
