package io.headjack.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A program named podman that does what a test says. */
final class FakePodman {
    /** Listens as long as nobody ends it, and answers no call; each one that starts leaves a line in a file. */
    static final String LISTENS = """
            echo "$@" >>"$STARTS"
            socket=${4#unix://}
            exec "$JAVA" -cp "$CLASSES" io.headjack.podman.ListeningProgram "$socket"
            """;

    private final Path directory;

    FakePodman(Path directory, String script) throws IOException {
        this.directory = Files.createDirectories(directory);
        Path program = Files.writeString(directory.resolve("podman"), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path starts() {
        return directory.resolve("starts");
    }

    Map<String, String> environment() {
        return Map.of(
                "PATH", directory + ":/usr/bin:/bin",
                "STARTS", starts().toString(),
                "JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "CLASSES", System.getProperty("java.class.path"),
                "LISTEN_FDS", "1");
    }
}
