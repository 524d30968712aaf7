package io.headjack.docker.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program that exists on the host only, and writes down that it ran. Whatever plants its path plants an execution. */
final class Canary {
    private final Path program;
    private final Path song;

    Canary(Path directory) {
        this.program = directory.resolve("canary");
        this.song = directory.resolve("song");
        try {
            Files.writeString(program, "#!/bin/sh\necho \"$PWD: $*\" >> '" + song + "'\nexit 0\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return program.toString();
    }

    /** What it wrote since the last call; empty if it did not run. */
    String sang() {
        try {
            if (!Files.exists(song)) {
                return "";
            }
            String text = Files.readString(song, StandardCharsets.UTF_8);
            Files.delete(song);
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
