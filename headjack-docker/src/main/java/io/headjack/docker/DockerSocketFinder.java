package io.headjack.docker;

import io.headjack.engine.SocketSettings;
import io.headjack.error.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds Docker's socket by the same settings that the docker command reads, as far as they lead to this host. */
final class DockerSocketFinder {
    private static final Path SYSTEM_SOCKET = Path.of("/var/run/docker.sock");

    private final SocketSettings settings;
    private final Path systemSocket;

    DockerSocketFinder(Map<String, String> environment) {
        this(environment, SYSTEM_SOCKET);
    }

    DockerSocketFinder(Map<String, String> environment, Path systemSocket) {
        this.settings = new SocketSettings(environment);
        this.systemSocket = systemSocket;
    }

    Path find() {
        Optional<Path> asked = settings.socket("DOCKER_HOST", SYSTEM_SOCKET.toString());
        if (asked.isPresent()) {
            return asked.get();
        }
        String context = settings.text("DOCKER_CONTEXT");
        if (!context.isEmpty() && !context.equals("default")) {
            throw new UnsupportedException(
                    "DOCKER_CONTEXT is '" + context + "', and Headjack does not read Docker's contexts."
                            + " Set DOCKER_HOST to the unix socket of that engine.");
        }
        List<Path> candidates = candidates();
        return candidates.stream()
                .filter(Files::isWritable)
                .findFirst()
                .or(() -> candidates.stream().filter(Files::exists).findFirst())
                .orElse(systemSocket);
    }

    private List<Path> candidates() {
        List<Path> candidates = new ArrayList<>(List.of(systemSocket));
        settings.below("XDG_RUNTIME_DIR", "docker.sock").ifPresent(candidates::add);
        settings.below("HOME", ".docker/run/docker.sock").ifPresent(candidates::add);
        return candidates;
    }
}
