package io.headjack.docker;

import io.headjack.error.InvalidRequestException;
import io.headjack.error.UnsupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds Docker's socket by the same settings that the docker command reads, as far as they lead to this host. */
final class DockerSocketFinder {
    private static final String SCHEME = "unix://";
    private static final Path SYSTEM_SOCKET = Path.of("/var/run/docker.sock");

    private final Map<String, String> environment;
    private final Path systemSocket;

    DockerSocketFinder(Map<String, String> environment) {
        this(environment, SYSTEM_SOCKET);
    }

    DockerSocketFinder(Map<String, String> environment, Path systemSocket) {
        this.environment = environment;
        this.systemSocket = systemSocket;
    }

    Path find() {
        String host = setting("DOCKER_HOST");
        if (!host.isEmpty()) {
            return socketOf(host);
        }
        String context = setting("DOCKER_CONTEXT");
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
        addAbsolute(candidates, setting("XDG_RUNTIME_DIR"), "docker.sock");
        addAbsolute(candidates, setting("HOME"), ".docker/run/docker.sock");
        return candidates;
    }

    private static void addAbsolute(List<Path> candidates, String directory, String name) {
        if (directory.startsWith("/")) {
            candidates.add(Path.of(directory, name));
        }
    }

    private String setting(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static Path socketOf(String host) {
        int end = host.indexOf("://");
        if (end < 0) {
            throw new InvalidRequestException(
                    "DOCKER_HOST is '" + host + "', which is no address. It takes unix:// and an absolute path.");
        }
        if (!host.startsWith(SCHEME)) {
            throw new UnsupportedException("DOCKER_HOST is '" + host + "', and Headjack does not use engines by "
                    + host.substring(0, end)
                    + ": an instance's files are mounted from this host, so the engine must be on a unix socket of it."
                    + " Set DOCKER_HOST to unix:// and the socket's path, or unset it.");
        }
        String path = host.substring(SCHEME.length());
        try {
            if (path.startsWith("/")) {
                return Path.of(path).normalize();
            }
        } catch (InvalidPathException e) {
            throw new InvalidRequestException(
                    "DOCKER_HOST is '" + host + "', which holds no path: " + e.getMessage(), e);
        }
        throw new InvalidRequestException("DOCKER_HOST is '" + host + "', and its path is not absolute."
                + " Write unix:///var/run/docker.sock, for example.");
    }
}
